package dev.gale.cli.check;

import java.util.Set;
import java.util.TreeSet;
import org.objectweb.asm.AnnotationVisitor;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.FieldVisitor;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.commons.ClassRemapper;
import org.objectweb.asm.commons.Remapper;

/** The bytes of a class, as far as a check needs them. */
final class ClassFile {
    private static final int MAGIC = 0xCAFEBABE;
    /** Java 1.0 had class files of version 45, and each Java since has had one more. */
    private static final int VERSION_OF_JAVA_0 = 44;

    private final byte[] bytes;

    ClassFile(byte[] bytes) {
        this.bytes = bytes;
    }

    boolean isClass() {
        return bytes.length > 8
                && (bytes[0] << 24 | (bytes[1] & 0xff) << 16 | (bytes[2] & 0xff) << 8 | (bytes[3] & 0xff)) == MAGIC;
    }

    /** The Java that it needs: 17, for example. */
    int javaVersion() {
        return ((bytes[6] & 0xff) << 8 | (bytes[7] & 0xff)) - VERSION_OF_JAVA_0;
    }

    /** Whether it has a {@code main} that can be started. */
    boolean hasMain() {
        boolean[] found = new boolean[1];
        new ClassReader(bytes)
                .accept(
                        new ClassVisitor(Opcodes.ASM9) {
                            @Override
                            public MethodVisitor visitMethod(
                                    int access, String name, String descriptor, String signature, String[] exceptions) {
                                int wanted = Opcodes.ACC_PUBLIC | Opcodes.ACC_STATIC;
                                found[0] |= name.equals("main")
                                        && descriptor.equals("([Ljava/lang/String;)V")
                                        && (access & wanted) == wanted;
                                return null;
                            }
                        },
                        ClassReader.SKIP_CODE);
        return found[0];
    }

    /** The internal name of the class that it extends; null for none. */
    String superName() {
        return new ClassReader(bytes).getSuperName();
    }

    /**
     * The internal names of all classes that it can't do without: in its declarations and its code, but not those of
     * annotations, which the JVM passes over when they are missing.
     */
    Set<String> references() {
        Set<String> names = new TreeSet<>();
        Remapper collector = new Remapper(Opcodes.ASM9) {
            @Override
            public String map(String internalName) {
                names.add(internalName);
                return internalName;
            }
        };
        new ClassReader(bytes)
                .accept(
                        new ClassRemapper(Opcodes.ASM9, new EverythingButAnnotations(), collector) {
                            @Override
                            public AnnotationVisitor visitAnnotation(String descriptor, boolean visible) {
                                return null;
                            }
                        },
                        ClassReader.SKIP_DEBUG | ClassReader.SKIP_FRAMES);
        return names;
    }

    /** Lets the remapper go into members; what comes out is of no interest. */
    private static final class EverythingButAnnotations extends ClassVisitor {
        EverythingButAnnotations() {
            super(Opcodes.ASM9);
        }

        @Override
        public FieldVisitor visitField(int access, String name, String descriptor, String signature, Object value) {
            return null;
        }

        @Override
        public MethodVisitor visitMethod(
                int access, String name, String descriptor, String signature, String[] exceptions) {
            return new MethodVisitor(Opcodes.ASM9) {};
        }
    }
}
