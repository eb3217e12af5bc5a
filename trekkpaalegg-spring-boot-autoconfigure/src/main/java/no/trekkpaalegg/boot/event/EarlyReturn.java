package no.trekkpaalegg.boot.event;

import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.aop.framework.AopProxyUtils;
import org.springframework.context.ApplicationContext;
import org.springframework.context.ApplicationListener;
import org.springframework.context.event.ApplicationListenerMethodAdapter;
import org.springframework.core.ReactiveAdapterRegistry;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.scheduling.annotation.Async;
import org.springframework.scheduling.annotation.AsyncAnnotationBeanPostProcessor;
import org.springframework.scheduling.config.TaskManagementConfigUtils;
import org.springframework.util.ReflectionUtils;

/** Checks whether a listener returns before its work is done. Its version then counts as delivered, and is lost if the work fails. */
final class EarlyReturn {
    /** The method is meant for subclasses. There is no other way to the method behind an {@code @EventListener}. */
    private static final @Nullable Method TARGET_METHOD =
            ReflectionUtils.findMethod(ApplicationListenerMethodAdapter.class, "getTargetMethod");

    private EarlyReturn() {}

    /** What is wrong with a listener, starting with its name. Empty if nothing shows that it returns before its work is done. */
    static Optional<String> of(ApplicationListener<?> listener, ApplicationContext context) {
        Method method = methodOf(listener);
        if (method == null) {
            return Optional.empty();
        }
        String name = method.getDeclaringClass().getSimpleName() + "." + method.getName();
        return resultOf(method)
                .or(() -> isAsync(method, context) ? Optional.of("has @Async") : Optional.empty())
                .map(reason -> name + " " + reason);
    }

    /** The part of a method's signature that says that its work continues after it returned. */
    static Optional<String> resultOf(Method method) {
        Class<?>[] parameters = method.getParameterTypes();
        if (Arrays.stream(parameters).anyMatch(type -> type.getName().equals("kotlin.coroutines.Continuation"))) {
            return Optional.of("is a suspend function");
        }
        Class<?> result = method.getReturnType();
        boolean later = Stream.of(Future.class, CompletionStage.class, Flow.Publisher.class)
                        .anyMatch(type -> type.isAssignableFrom(result))
                || ReactiveAdapterRegistry.getSharedInstance().getAdapter(result) != null;
        return later ? Optional.of("returns a " + result.getSimpleName()) : Optional.empty();
    }

    private static @Nullable Method methodOf(ApplicationListener<?> listener) {
        if (listener instanceof ApplicationListenerMethodAdapter) {
            if (TARGET_METHOD == null) {
                return null;
            }
            ReflectionUtils.makeAccessible(TARGET_METHOD);
            return (Method) ReflectionUtils.invokeMethod(TARGET_METHOD, listener);
        }
        return Stream.of(AopProxyUtils.ultimateTargetClass(listener).getMethods())
                .filter(method -> method.getName().equals("onApplicationEvent") && !method.isBridge())
                .findFirst()
                .orElse(null);
    }

    private static boolean isAsync(Method method, ApplicationContext context) {
        return isEnabled(context)
                && Stream.<AnnotatedElement>of(method, method.getDeclaringClass())
                        .anyMatch(element -> AnnotatedElementUtils.hasAnnotation(element, Async.class));
    }

    /**
     * Whether {@code @EnableAsync} is there. Without it the annotation has no effect. The processor is found by its type, because its bean
     * has another name in Spring Framework 7 than in 6.
     */
    private static boolean isEnabled(ApplicationContext context) {
        return context.getBeanNamesForType(AsyncAnnotationBeanPostProcessor.class, true, false).length > 0
                || context.containsBean(TaskManagementConfigUtils.ASYNC_EXECUTION_ASPECT_BEAN_NAME);
    }
}
