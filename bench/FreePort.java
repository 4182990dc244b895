/** Prints a TCP port that is free on loopback now. */
class FreePort {
  public static void main(String[] args) throws java.io.IOException {
    try (var socket =
        new java.net.ServerSocket(0, 1, java.net.InetAddress.getLoopbackAddress())) {
      System.out.println(socket.getLocalPort());
    }
  }
}
