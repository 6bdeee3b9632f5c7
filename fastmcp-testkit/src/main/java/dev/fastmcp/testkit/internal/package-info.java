/** What the contract of transports and the tests of this project share, and nobody else needs. */
@NullMarked
package dev.fastmcp.testkit.internal;

import org.jspecify.annotations.NullMarked;
