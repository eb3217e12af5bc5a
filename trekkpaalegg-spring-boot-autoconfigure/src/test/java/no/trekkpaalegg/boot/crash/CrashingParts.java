package no.trekkpaalegg.boot.crash;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.Collection;
import no.trekkpaalegg.client.OrderReader;
import no.trekkpaalegg.inbox.FeedStore;
import no.trekkpaalegg.inbox.InboxEntry;
import no.trekkpaalegg.inbox.InboxState;
import org.springframework.beans.factory.config.BeanPostProcessor;

/** Puts crash points around the real client and the real store. */
final class CrashingParts implements BeanPostProcessor {

    @Override
    public Object postProcessAfterInitialization(Object bean, String beanName) {
        if (bean instanceof OrderReader client) {
            return proxy(OrderReader.class, (method, arguments) -> callClient(client, method, arguments));
        }
        return bean instanceof FeedStore store ? proxy(FeedStore.class, new CrashingStore(store)) : bean;
    }

    interface Call {
        Object to(Method method, Object[] arguments) throws Throwable;
    }

    private static Object callClient(OrderReader client, Method method, Object[] arguments) throws Throwable {
        Object answer = invoke(client, method, arguments);
        if (method.getName().equals("readChanges")) {
            CrashPoints.reached(CrashPoint.AFTER_ANSWER);
        }
        return answer;
    }

    private static final class CrashingStore implements Call {
        private final FeedStore store;
        private final ThreadLocal<Boolean> storesAPage = ThreadLocal.withInitial(() -> false);
        private final ThreadLocal<Boolean> delivers = ThreadLocal.withInitial(() -> false);

        private CrashingStore(FeedStore store) {
            this.store = store;
        }

        @Override
        public Object to(Method method, Object[] arguments) throws Throwable {
            Object result = invoke(store, method, arguments);
            switch (method.getName()) {
                case "insert" -> inserted((Collection<?>) arguments[0]);
                case "replace" -> claimed((InboxEntry) arguments[0]);
                case "inTransaction" -> committed();
                default -> {
                    // Nothing to be killed at.
                }
            }
            return result;
        }

        private void inserted(Collection<?> entries) {
            if (!entries.isEmpty()) {
                storesAPage.set(true);
                CrashPoints.reached(CrashPoint.IN_PAGE);
            }
        }

        private void claimed(InboxEntry entry) {
            if (entry.state() == InboxState.DELIVERED) {
                delivers.set(true);
                CrashPoints.reached(CrashPoint.AFTER_CLAIM);
            }
        }

        private void committed() {
            if (storesAPage.get()) {
                storesAPage.remove();
                CrashPoints.reached(CrashPoint.AFTER_PAGE_COMMIT);
            }
            if (delivers.get()) {
                delivers.remove();
                CrashPoints.reached(CrashPoint.AFTER_COMMIT);
            }
        }
    }

    static Object invoke(Object target, Method method, Object[] arguments) throws Throwable {
        try {
            return method.invoke(target, arguments);
        } catch (InvocationTargetException e) {
            throw e.getCause();
        }
    }

    static <T> T proxy(Class<T> type, Call call) {
        return type.cast(Proxy.newProxyInstance(
                type.getClassLoader(),
                new Class<?>[] {type},
                (self, method, arguments) -> call.to(method, arguments == null ? new Object[0] : arguments)));
    }
}
