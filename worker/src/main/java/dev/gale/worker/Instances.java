package dev.gale.worker;

/** Makes objects of classes that a configuration names. */
final class Instances {
    private Instances() {}

    /**
     * @param setting that holds the name; for the message
     * @throws IllegalArgumentException naming setting and class, when there is no such class, it is not of that type, or
     *     it can't be made
     */
    static <T> T of(String className, Class<T> type, String setting) {
        try {
            ClassLoader loader = Thread.currentThread().getContextClassLoader();
            return Class.forName(className, true, loader)
                    .asSubclass(type)
                    .getDeclaredConstructor()
                    .newInstance();
        } catch (ReflectiveOperationException | ClassCastException e) {
            throw new IllegalArgumentException(
                    setting + " names " + className + ", which must be a class on the class path that implements "
                            + type.getName() + " and has a public constructor without arguments",
                    e);
        }
    }
}
