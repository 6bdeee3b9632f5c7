/** The server that the command talks to when none is named: a real child process, so that the first try needs nothing else. */
@NullMarked
package dev.fastmcp.cli.demo;

import org.jspecify.annotations.NullMarked;
