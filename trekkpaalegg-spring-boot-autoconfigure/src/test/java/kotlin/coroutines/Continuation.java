package kotlin.coroutines;

/** Stands for Kotlin's own: the compiler adds a parameter of this type to a suspend function. */
public interface Continuation<T> {}
