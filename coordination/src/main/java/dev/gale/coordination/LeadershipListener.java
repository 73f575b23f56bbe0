package dev.gale.coordination;

/** Is told when this daemon leads and when it doesn't any more; the two calls alternate. */
public interface LeadershipListener {
    /**
     * From now on this daemon leads. What it reads afterwards includes every change made under an earlier term.
     *
     * @param term to be shown with every change made as leader
     */
    void onGained(LeaderTerm term);

    /**
     * The leadership is lost or can't be confirmed; changes under the term may be refused from now on, and were perhaps
     * before. It may be gained again, under the same term or another.
     */
    void onLost();
}
