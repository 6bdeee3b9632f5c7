/**
 * Rules about what is published: the jars, their module descriptors and service files, the BOM, and who may know whom.
 * A new published module is found through the BOM.
 */
@NullMarked
package dev.fastmcp.it.artifacts;

import org.jspecify.annotations.NullMarked;
