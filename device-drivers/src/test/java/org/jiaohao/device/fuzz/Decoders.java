package org.jiaohao.device.fuzz;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.lang.reflect.Constructor;
import java.lang.reflect.Modifier;
import java.util.List;
import java.util.stream.Stream;
import org.jiaohao.device.codec.FrameDecoder;

/** Every decoder there is, found among the classes. */
final class Decoders {
  private static final List<Class<?>> ALL =
      new ClassFileImporter()
              .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
              .importPackages("org.jiaohao.device.codec")
              .stream()
              .filter(c -> c.isAssignableTo(FrameDecoder.class))
              .filter(c -> !c.getModifiers().contains(JavaModifier.ABSTRACT))
              .filter(c -> c.getEnclosingClass().isEmpty())
              .map(JavaClass::reflect)
              .sorted((a, b) -> a.getName().compareTo(b.getName()))
              .<Class<?>>map(c -> c)
              .toList();

  private Decoders() {}

  static Stream<Class<?>> all() {
    return ALL.stream();
  }

  /** One by the simple name of its class. */
  static Class<?> named(String name) {
    return all()
        .filter(c -> c.getSimpleName().equals(name))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "no decoder "
                        + name
                        + "; there are "
                        + all().map(Class::getSimpleName).toList()));
  }

  /** A fresh one; constructors with parameters get what fits. */
  static FrameDecoder<?> make(Class<?> type) {
    try {
      for (Constructor<?> constructor : type.getDeclaredConstructors()) {
        if (constructor.getParameterCount() == 0
            && !Modifier.isPrivate(constructor.getModifiers())) {
          constructor.setAccessible(true);
          return (FrameDecoder<?>) constructor.newInstance();
        }
      }
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(e);
    }
    throw new IllegalStateException(type + " has no constructor without parameters");
  }
}
