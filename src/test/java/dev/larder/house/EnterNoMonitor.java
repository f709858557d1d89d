package dev.larder.house;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import com.tngtech.archunit.thirdparty.org.objectweb.asm.ClassReader;
import com.tngtech.archunit.thirdparty.org.objectweb.asm.ClassVisitor;
import com.tngtech.archunit.thirdparty.org.objectweb.asm.MethodVisitor;
import com.tngtech.archunit.thirdparty.org.objectweb.asm.Opcodes;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;

/**
 * No {@code synchronized} block. ArchUnit's model has no instructions, so this reads the class file
 * again with the ASM that ArchUnit carries in its jar: a block is an instruction {@code
 * monitorenter}.
 */
final class EnterNoMonitor extends ArchCondition<JavaClass> {
  EnterNoMonitor() {
    super("enter no monitor");
  }

  @Override
  public void check(JavaClass type, ConditionEvents events) {
    for (String method : methodsThatEnter(classFile(type))) {
      String message = type.getName() + "." + method + " has a synchronized block";
      events.add(SimpleConditionEvent.violated(type, message));
    }
  }

  private static byte[] classFile(JavaClass type) {
    try (InputStream in = type.getSource().orElseThrow().getUri().toURL().openStream()) {
      return in.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static List<String> methodsThatEnter(byte[] classFile) {
    List<String> found = new ArrayList<>();
    ClassVisitor visitor =
        new ClassVisitor(Opcodes.ASM9) {
          @Override
          public MethodVisitor visitMethod(
              int access, String name, String descriptor, String signature, String[] exceptions) {
            return new MethodVisitor(Opcodes.ASM9) {
              @Override
              public void visitInsn(int opcode) {
                if (opcode == Opcodes.MONITORENTER) {
                  found.add(name);
                }
              }
            };
          }
        };
    new ClassReader(classFile).accept(visitor, ClassReader.SKIP_DEBUG | ClassReader.SKIP_FRAMES);
    return found;
  }
}
