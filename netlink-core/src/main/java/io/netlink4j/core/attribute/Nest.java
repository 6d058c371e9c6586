package io.netlink4j.core.attribute;

/** The attributes inside an attribute, as an object of their own, with a schema or without. */
public final class Nest extends NetlinkObject<Nest> {
    private final Schema schema;

    /** A nest with {@code content}, interpreted by {@code schema}. */
    public Nest(Schema schema, Content content) {
        super(content);
        this.schema = schema;
    }

    /** A nest without attributes. */
    public static Nest empty(Schema schema) {
        return new Nest(schema, Content.of(new byte[schema.headerLength()]));
    }

    /** A nest with the schema and content of {@code object}. */
    public static Nest of(NetlinkObject<?> object) {
        return new Nest(object.schema(), object.content());
    }

    /** An object of another type with the same content. */
    public <T> T as(java.util.function.Function<Content, T> factory) {
        return factory.apply(content());
    }

    @Override
    public Schema schema() {
        return schema;
    }

    @Override
    protected Nest copy(Content content) {
        return new Nest(schema, content);
    }
}
