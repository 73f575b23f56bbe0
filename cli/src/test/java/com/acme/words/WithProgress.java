package com.acme.words;

import dev.gale.Config;
import dev.gale.StormSubmitter;
import dev.gale.generated.SubmitOptions;
import dev.gale.generated.TopologyInitialStatus;
import java.util.ArrayList;
import java.util.List;

/** Wants to know how far the upload is, and submits a topology that is to sleep. */
public final class WithProgress {
    private WithProgress() {}

    public static void main(String[] args) throws Exception {
        List<String> told = new ArrayList<>();
        StormSubmitter.submitTopology(
                "sleeper",
                new Config(),
                Words.builder().createTopology(),
                new SubmitOptions(TopologyInitialStatus.INACTIVE),
                new StormSubmitter.ProgressListener() {
                    @Override
                    public void onStart(String srcFile, String targetFile, long totalBytes) {
                        told.add("start");
                    }

                    @Override
                    public void onProgress(String srcFile, String targetFile, long uploaded, long total) {
                        told.add(uploaded == total ? "all" : "some");
                    }

                    @Override
                    public void onCompleted(String srcFile, String targetFile, long totalBytes) {
                        told.add("completed");
                    }
                });
        System.setProperty(
                "com.acme.progress", told.get(0) + " " + told.get(told.size() - 2) + " " + told.get(told.size() - 1));
    }
}
