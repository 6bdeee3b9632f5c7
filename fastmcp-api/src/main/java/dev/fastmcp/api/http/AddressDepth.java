package dev.fastmcp.api.http;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.Comparator;

/** How deep inside an address is, the outermost first. */
enum AddressDepth {
    PUBLIC,
    /** RFC 1918, RFC 4193 and RFC 6598. */
    PRIVATE,
    LOOPBACK,
    LINK_LOCAL;

    static AddressDepth of(InetAddress address) {
        if (address.isLoopbackAddress() || address.isAnyLocalAddress()) {
            return LOOPBACK;
        }
        if (address.isLinkLocalAddress()) {
            return LINK_LOCAL;
        }
        return address.isSiteLocalAddress() || isUniqueLocal(address) || isShared(address)
                ? PRIVATE
                : embedded(address);
    }

    /** The outermost address of a host, so that a name with many addresses gives no rights that the weakest of them has not. */
    static AddressDepth ofHost(String host) {
        String bare = host.startsWith("[") ? host.substring(1, host.length() - 1) : host;
        try {
            return Arrays.stream(InetAddress.getAllByName(bare))
                    .map(AddressDepth::of)
                    .min(Comparator.naturalOrder())
                    .orElse(PUBLIC);
        } catch (UnknownHostException e) {
            return PUBLIC;
        }
    }

    private static boolean isUniqueLocal(InetAddress address) {
        byte[] bytes = address.getAddress();
        return bytes.length == 16 && (bytes[0] & 0xfe) == 0xfc;
    }

    private static boolean isShared(InetAddress address) {
        byte[] bytes = address.getAddress();
        boolean four = address instanceof Inet4Address;
        return four && (bytes[0] == 100 && (bytes[1] & 0xc0) == 64 || bytes[0] == 0);
    }

    /** IPv6 addresses that lead to an IPv4 address: NAT64 (RFC 6052), 6to4 (RFC 3056), and the compatible form of old. */
    private static AddressDepth embedded(InetAddress address) {
        byte[] bytes = address.getAddress();
        if (bytes.length != 16) {
            return PUBLIC;
        }
        int at = startsWith(bytes, 0x00, 0x64, 0xff, 0x9b) || zeros(bytes, 12)
                ? 12
                : startsWith(bytes, 0x20, 0x02) ? 2 : -1;
        if (at < 0) {
            return PUBLIC;
        }
        try {
            return of(InetAddress.getByAddress(Arrays.copyOfRange(bytes, at, at + 4)));
        } catch (UnknownHostException e) {
            throw new AssertionError(e); // four bytes are always an address
        }
    }

    private static boolean startsWith(byte[] bytes, int... start) {
        for (int i = 0; i < start.length; i++) {
            if ((bytes[i] & 0xff) != start[i]) {
                return false;
            }
        }
        return true;
    }

    private static boolean zeros(byte[] bytes, int count) {
        for (int i = 0; i < count; i++) {
            if (bytes[i] != 0) {
                return false;
            }
        }
        return true;
    }
}
