package no.trekkpaalegg.feed;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import no.trekkpaalegg.inbox.FeedStore;

/** A store whose methods, and whose commits, fail when a test says so. */
final class FaultyStore implements InvocationHandler {
    private final FeedStore store;
    private final Set<String> failing = ConcurrentHashMap.newKeySet();
    private final Map<String, Runnable> before = new ConcurrentHashMap<>();
    private volatile Runnable beforeCommit = () -> {};

    FaultyStore(FeedStore store) {
        this.store = store;
    }

    FeedStore store() {
        return (FeedStore)
                Proxy.newProxyInstance(FeedStore.class.getClassLoader(), new Class<?>[] {FeedStore.class}, this);
    }

    void fail(String method) {
        failing.add(method);
    }

    /** Runs before each call of a method. */
    void before(String method, Runnable action) {
        before.put(method, action);
    }

    void recover() {
        failing.clear();
        beforeCommit = () -> {};
    }

    /** Runs at the end of each transaction, in time to make it fail. */
    void beforeCommit(Runnable action) {
        beforeCommit = action;
    }

    static RuntimeException outage() {
        return new IllegalStateException("the database is away");
    }

    @Override
    public Object invoke(Object proxy, Method method, Object[] arguments) throws Throwable {
        before.getOrDefault(method.getName(), () -> {}).run();
        if (failing.contains(method.getName())) {
            throw outage();
        }
        if (method.getName().equals("inTransaction")) {
            Supplier<?> work = (Supplier<?>) arguments[1];
            return store.inTransaction((String) arguments[0], () -> {
                Object result = work.get();
                beforeCommit.run();
                return result;
            });
        }
        try {
            return method.invoke(store, arguments);
        } catch (InvocationTargetException e) {
            throw e.getCause();
        }
    }
}
