package io.imagesearch.operator.validation;

import io.fabric8.generator.annotation.Max;
import io.fabric8.generator.annotation.Min;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import io.imagesearch.operator.api.v1alpha1.Forms;
import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.AnnotatedParameterizedType;
import java.lang.reflect.AnnotatedType;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What the types of the resource say of single fields; the schema is made of the same. */
final class Bounds {
  /** Looked up once: what makes calls of an accessor quick is made anew with each look. */
  private static final ClassValue<List<Member>> MEMBERS =
      new ClassValue<>() {
        @Override
        protected List<Member> computeValue(Class<?> type) {
          return Arrays.stream(type.getRecordComponents())
              .map(component -> Member.of(type, component))
              .toList();
        }
      };

  private Bounds() {}

  static void check(String path, Record whole, Violations violations) {
    for (Member member : MEMBERS.get(whole.getClass())) {
      check(
          path + "." + member.name(), member.of(whole), member.field(), member.type(), violations);
    }
  }

  /** One of the parts that a record is made of. */
  private record Member(String name, Method accessor, Field field, AnnotatedType type) {
    static Member of(Class<?> whole, RecordComponent component) {
      try {
        Field field = whole.getDeclaredField(component.getName());
        return new Member(
            component.getName(), component.getAccessor(), field, field.getAnnotatedType());
      } catch (NoSuchFieldException e) {
        throw new IllegalStateException(e);
      }
    }

    @Nullable Object of(Record whole) {
      try {
        return accessor.invoke(whole);
      } catch (ReflectiveOperationException e) {
        throw new IllegalStateException(e);
      }
    }
  }

  private static void check(
      String path,
      @Nullable Object value,
      AnnotatedElement bounds,
      AnnotatedType type,
      Violations violations) {
    switch (value) {
      case null ->
          violations.unless(
              !bounds.isAnnotationPresent(Required.class), path, "give it: there is no default");
      case Record part -> check(path, part, violations);
      case Number number -> checkNumber(path, number, bounds, violations);
      case String text -> checkText(path, text, bounds, violations);
      case List<?> list -> {
        checkSize(path, list.size(), bounds, "items", violations);
        AnnotatedType item = argument(type, 0);
        for (int i = 0; i < list.size(); i++) {
          checkItem(path + "[" + i + "]", list.get(i), item, violations);
        }
      }
      case Map<?, ?> map -> {
        checkSize(path, map.size(), bounds, "entries", violations);
        AnnotatedType item = argument(type, 1);
        if (item.getType() == String.class) {
          map.forEach((key, each) -> checkItem(path + "." + key, each, item, violations));
        }
      }
      default -> {}
    }
  }

  private static void checkItem(
      String path, @Nullable Object value, AnnotatedType type, Violations violations) {
    if (value == null) {
      violations.add(path, "give a value, or leave the entry out");
    } else if (!(value instanceof Map)) {
      check(path, value, type, type, violations);
    }
  }

  private static void checkNumber(
      String path, Number number, AnnotatedElement bounds, Violations violations) {
    Min min = bounds.getAnnotation(Min.class);
    Max max = bounds.getAnnotation(Max.class);
    if (min != null) {
      violations.unless(
          number.doubleValue() >= min.value(), path, "give at least " + (long) min.value());
    }
    if (max != null) {
      violations.unless(
          number.doubleValue() <= max.value(), path, "give at most " + (long) max.value());
    }
  }

  private static void checkText(
      String path, String text, AnnotatedElement bounds, Violations violations) {
    checkSize(path, text.length(), bounds, "characters", violations);
    Pattern pattern = bounds.getAnnotation(Pattern.class);
    // The bounds above are kept first: an expression takes its time over a text without end.
    if (pattern != null && text.length() <= 4096) {
      violations.unless(
          text.matches(pattern.value()),
          path,
          Objects.requireNonNull(Forms.SENTENCES.get(pattern.value()), pattern.value()));
    }
  }

  private static void checkSize(
      String path, int size, AnnotatedElement bounds, String unit, Violations violations) {
    Size allowed = bounds.getAnnotation(Size.class);
    if (allowed != null) {
      violations.unless(size >= allowed.min(), path, "give at least " + allowed.min() + " " + unit);
      violations.unless(size <= allowed.max(), path, "give at most " + allowed.max() + " " + unit);
    }
  }

  private static AnnotatedType argument(AnnotatedType type, int index) {
    return ((AnnotatedParameterizedType) type).getAnnotatedActualTypeArguments()[index];
  }
}
