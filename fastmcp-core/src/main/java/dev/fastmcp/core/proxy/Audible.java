package dev.fastmcp.core.proxy;

/** Which notifications of a server its clients hear of as they come. */
final class Audible {

    private Audible() {}

    /** The others are about the connection, or reach clients in another way. */
    static boolean isForClients(String method) {
        return switch (method) {
            case "notifications/progress",
                    "notifications/cancelled",
                    "notifications/subscriptions/acknowledged",
                    "notifications/tools/list_changed",
                    "notifications/prompts/list_changed",
                    "notifications/resources/list_changed",
                    "notifications/resources/updated" -> false;
            default -> true;
        };
    }
}
