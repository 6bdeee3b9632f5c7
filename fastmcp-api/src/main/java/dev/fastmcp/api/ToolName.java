package dev.fastmcp.api;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Says which tool a method of an interface stands for, see {@link ClientSession#bind(Class)}. Without it, that is the tool with the method's name, or else with
 * that name in snake case: {@code get_alerts} for {@code getAlerts}. A server that offers the interface calls the tool as its method.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.METHOD)
public @interface ToolName {

    /**
     * Returns the tool's name.
     *
     * @return the name, as the server lists it
     */
    String value();
}
