package dev.gale.generated;

import java.io.Serializable;
import java.util.Objects;

/** How much to put into a {@link TopologyInfo}. */
public class GetInfoOptions implements Serializable {
    private NumErrorsChoice numErrChoice;

    public GetInfoOptions() {}

    public NumErrorsChoice get_num_err_choice() {
        return numErrChoice;
    }

    public void set_num_err_choice(NumErrorsChoice numErrChoice) {
        this.numErrChoice = numErrChoice;
    }

    public boolean is_set_num_err_choice() {
        return numErrChoice != null;
    }

    public void unset_num_err_choice() {
        numErrChoice = null;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof GetInfoOptions that && Objects.equals(numErrChoice, that.numErrChoice);
    }

    @Override
    public int hashCode() {
        return Objects.hashCode(numErrChoice);
    }

    @Override
    public String toString() {
        return "GetInfoOptions(num_err_choice=" + numErrChoice + ")";
    }
}
