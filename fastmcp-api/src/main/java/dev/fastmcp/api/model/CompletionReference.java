package dev.fastmcp.api.model;

/** Names what has the argument to be completed (specification, "Completion"). */
public sealed interface CompletionReference permits PromptReference, ResourceTemplateReference, UnknownReference {}
