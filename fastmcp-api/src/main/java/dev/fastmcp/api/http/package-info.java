/** What HTTP has and pipes do not: headers, authentication, and rules about addresses. */
@NullMarked
package dev.fastmcp.api.http;

import org.jspecify.annotations.NullMarked;
