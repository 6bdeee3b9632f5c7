/** The program of the README. It requires the API only; what does the work is found at run time. */
module com.example.quickstart {
    requires dev.fastmcp.api;
}
