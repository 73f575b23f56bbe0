package dev.gale.cli.client;

import java.io.FileNotFoundException;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.concurrent.Flow;
import java.util.function.LongConsumer;

/** A file as the body of a request; says how many of its bytes have been taken, from 0 again at each attempt. */
final class FileUpload implements BodyPublisher {
    private final BodyPublisher file;
    private final LongConsumer progress;

    /** @param progress called by the thread that reads the file */
    FileUpload(Path path, LongConsumer progress) throws FileNotFoundException {
        this.file = BodyPublishers.ofFile(path);
        this.progress = progress;
    }

    @Override
    public long contentLength() {
        return file.contentLength();
    }

    @Override
    public void subscribe(Flow.Subscriber<? super ByteBuffer> subscriber) {
        progress.accept(0);
        file.subscribe(new Flow.Subscriber<>() {
            private long taken; // by the reading thread

            @Override
            public void onSubscribe(Flow.Subscription subscription) {
                subscriber.onSubscribe(subscription);
            }

            @Override
            public void onNext(ByteBuffer bytes) {
                taken += bytes.remaining();
                subscriber.onNext(bytes);
                progress.accept(taken);
            }

            @Override
            public void onError(Throwable problem) {
                subscriber.onError(problem);
            }

            @Override
            public void onComplete() {
                subscriber.onComplete();
            }
        });
    }
}
