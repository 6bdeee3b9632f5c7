package dev.fastmcp.api;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Tells a model what something is for: a tool (on its method), an argument (on a parameter), or a part of an argument or a result (on a record, its components, or an enum).
 * In-process servers put it into the schemas that they make from Java types.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.METHOD, ElementType.PARAMETER, ElementType.RECORD_COMPONENT, ElementType.TYPE})
public @interface Description {

    /**
     * Returns the description.
     *
     * @return the text
     */
    String value();
}
