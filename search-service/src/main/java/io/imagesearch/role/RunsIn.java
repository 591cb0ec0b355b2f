package io.imagesearch.role;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.util.List;
import org.springframework.context.annotation.Condition;
import org.springframework.context.annotation.ConditionContext;
import org.springframework.context.annotation.Conditional;
import org.springframework.core.annotation.MergedAnnotation;
import org.springframework.core.type.AnnotatedTypeMetadata;

/** A component, configuration or bean that only processes of these roles have. */
@Target({ElementType.TYPE, ElementType.METHOD})
@Retention(RetentionPolicy.RUNTIME)
@Conditional(RunsIn.InRole.class)
public @interface RunsIn {
  ServiceRole[] value();

  /** Whether this process has one of the roles that the annotation names. */
  final class InRole implements Condition {

    @Override
    public boolean matches(ConditionContext context, AnnotatedTypeMetadata metadata) {
      MergedAnnotation<RunsIn> annotation = metadata.getAnnotations().get(RunsIn.class);
      return List.of(annotation.getEnumArray(MergedAnnotation.VALUE, ServiceRole.class))
          .contains(ServiceRole.of(context.getEnvironment()));
    }
  }
}
