package dev.fastmcp.api;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Says which argument of a tool a parameter stands for, see {@link ClientSession#bind(Class)}. Without it, that is the argument with the parameter's name, or else
 * with that name in snake case. Java knows the names of parameters only if the interface was compiled with {@code -parameters}.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.PARAMETER)
public @interface ToolArgument {

    /**
     * Returns the argument's name.
     *
     * @return the name, as the tool's schema has it
     */
    String value();
}
