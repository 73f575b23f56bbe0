package dev.gale.junit;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * On a test class: its methods may have parameters of type {@link dev.gale.local.TopologyDriver} (deterministic, virtual
 * time) and {@link dev.gale.LocalCluster} (threads, real time), made for the method and closed after it.
 */
@Documented
@Inherited
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@ExtendWith(GaleExtension.class)
public @interface GaleTest {}
