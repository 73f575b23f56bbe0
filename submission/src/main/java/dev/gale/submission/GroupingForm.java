package dev.gale.submission;

import dev.gale.generated.Grouping;
import dev.gale.generated.JavaObject;
import dev.gale.generated.JavaObjectArg;
import dev.gale.generated.NullStruct;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/**
 * The shape of a grouping in JSON.
 *
 * @param type says which of the others is there
 * @param fields of FIELDS
 * @param object of CUSTOM_OBJECT
 * @param serialized of CUSTOM_SERIALIZED
 */
record GroupingForm(Grouping._Fields type, List<String> fields, ObjectForm object, ByteBuffer serialized) {

    /** An object by class and arguments. */
    record ObjectForm(String className, List<ArgumentForm> arguments) {}

    /** One of these is there, the others are null. */
    record ArgumentForm(
            Integer intValue,
            Long longValue,
            String stringValue,
            Boolean boolValue,
            ByteBuffer binaryValue,
            Double doubleValue) {}

    static GroupingForm of(Grouping grouping) {
        SubmissionForm.present(grouping, "a subscription has no grouping");
        return switch (grouping.getSetField()) {
            case FIELDS -> new GroupingForm(Grouping._Fields.FIELDS, grouping.get_fields(), null, null);
            case CUSTOM_OBJECT ->
                new GroupingForm(Grouping._Fields.CUSTOM_OBJECT, null, object(grouping.get_custom_object()), null);
            case CUSTOM_SERIALIZED ->
                new GroupingForm(
                        Grouping._Fields.CUSTOM_SERIALIZED,
                        null,
                        null,
                        ByteBuffer.wrap(grouping.get_custom_serialized()));
            default -> new GroupingForm(grouping.getSetField(), null, null, null);
        };
    }

    private static ObjectForm object(JavaObject object) {
        return new ObjectForm(
                object.get_full_class_name(),
                object.get_args_list().stream().map(GroupingForm::argument).toList());
    }

    private static ArgumentForm argument(JavaObjectArg argument) {
        return switch (argument.getSetField()) {
            case INT_ARG -> new ArgumentForm(argument.get_int_arg(), null, null, null, null, null);
            case LONG_ARG -> new ArgumentForm(null, argument.get_long_arg(), null, null, null, null);
            case STRING_ARG -> new ArgumentForm(null, null, argument.get_string_arg(), null, null, null);
            case BOOL_ARG -> new ArgumentForm(null, null, null, argument.get_bool_arg(), null, null);
            case BINARY_ARG ->
                new ArgumentForm(null, null, null, null, ByteBuffer.wrap(argument.get_binary_arg()), null);
            case DOUBLE_ARG -> new ArgumentForm(null, null, null, null, null, argument.get_double_arg());
        };
    }

    Grouping toGrouping() {
        SubmissionForm.present(type, "a grouping has no type");
        return switch (type) {
            case FIELDS ->
                Grouping.fields(new ArrayList<>(SubmissionForm.present(fields, "a fields grouping names no fields")));
            case SHUFFLE -> Grouping.shuffle(new NullStruct());
            case ALL -> Grouping.all(new NullStruct());
            case NONE -> Grouping.none(new NullStruct());
            case DIRECT -> Grouping.direct(new NullStruct());
            case LOCAL_OR_SHUFFLE -> Grouping.local_or_shuffle(new NullStruct());
            case CUSTOM_OBJECT ->
                Grouping.custom_object(toObject(SubmissionForm.present(object, "a custom grouping has no object")));
            case CUSTOM_SERIALIZED ->
                Grouping.custom_serialized(
                        SubmissionForm.bytes(SubmissionForm.present(serialized, "a serialized grouping has no bytes")));
        };
    }

    private static JavaObject toObject(ObjectForm form) {
        List<JavaObjectArg> arguments = new ArrayList<>();
        for (ArgumentForm argument : SubmissionForm.orEmpty(form.arguments)) {
            arguments.add(toArgument(SubmissionForm.present(argument, "an argument of a custom grouping is null")));
        }
        return new JavaObject(
                SubmissionForm.present(form.className, "the object of a custom grouping has no class name"), arguments);
    }

    private static JavaObjectArg toArgument(ArgumentForm form) {
        if (form.intValue != null) {
            return JavaObjectArg.int_arg(form.intValue);
        } else if (form.longValue != null) {
            return JavaObjectArg.long_arg(form.longValue);
        } else if (form.stringValue != null) {
            return JavaObjectArg.string_arg(form.stringValue);
        } else if (form.boolValue != null) {
            return JavaObjectArg.bool_arg(form.boolValue);
        } else if (form.binaryValue != null) {
            return JavaObjectArg.binary_arg(SubmissionForm.bytes(form.binaryValue));
        } else if (form.doubleValue != null) {
            return JavaObjectArg.double_arg(form.doubleValue);
        }
        throw new IllegalArgumentException("an argument of a custom grouping has no value");
    }
}
