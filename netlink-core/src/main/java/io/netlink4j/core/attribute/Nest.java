package io.netlink4j.core.attribute;

/** Attributes inside an attribute, as an object of its own: of a schema that is known, or of none. */
public final class Nest extends NetlinkObject<Nest> {
    private final Schema schema;

    /** The nest with {@code content}, read by {@code schema}. */
    public Nest(Schema schema, Content content) {
        super(content);
        this.schema = schema;
    }

    /** A nest without attributes. */
    public static Nest empty(Schema schema) {
        return new Nest(schema, Content.of(new byte[schema.headerLength()]));
    }

    /** The nest that an object's own bytes make. */
    public static Nest of(NetlinkObject<?> object) {
        return new Nest(object.schema(), object.content());
    }

    /** The object of another type that {@code factory} makes of the same bytes. */
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
