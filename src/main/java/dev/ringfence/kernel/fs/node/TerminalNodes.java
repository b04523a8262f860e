package dev.ringfence.kernel.fs.node;

import dev.ringfence.core.Errno;
import dev.ringfence.kernel.access.Credentials;
import dev.ringfence.kernel.fs.Directory;
import dev.ringfence.kernel.fs.FileSystem;
import dev.ringfence.kernel.fs.Inode;
import dev.ringfence.kernel.fs.TerminalDevice;
import dev.ringfence.kernel.fs.TerminalDevice.Opening;
import java.util.ArrayList;
import java.util.List;

/// The files of terminals: `/dev/ptmx`, the directory `/dev/pts`, and what the scenario has in
/// `/dev`.
public final class TerminalNodes {
  /// Numbers of inodes from here on are given to no other files.
  private static final long FIRST = 1L << 39;

  private static final int MULTIPLEXER = 5;
  private static final int SLAVE = 136;
  private static final int CONSOLE = 4;

  private final FileSystem files;

  /// What a host has of them.
  private record Nodes(Directory devices, Directory slaves, TerminalDevice multiplexer) {}

  private final List<Nodes> ofHosts = new ArrayList<>();

  /// @param making makes a pseudo-terminal
  public TerminalNodes(FileSystem files, Opening making) {
    this.files = files;
    for (int host = 0; host < files.hosts(); host++) {
      Directory devices = files.devices(host);
      TerminalDevice multiplexer =
          new TerminalDevice(FIRST, 0666, Credentials.SYSTEM, MULTIPLEXER, 2, making, files.now());
      devices.put("ptmx", multiplexer, files.now());
      Directory slaves = new Directory(FIRST + 1, 0755, Credentials.SYSTEM, devices, files.now());
      devices.put("pts", slaves, files.now());
      ofHosts.add(new Nodes(devices, slaves, multiplexer));
    }
  }

  /// The number of a pseudo-terminal as a device.
  public static int slave(int number) {
    return number >> 8 << 20 | SLAVE << 8 | number & 0xFF;
  }

  /// The number of a terminal of the scenario's as a device.
  public static int console(int minor) {
    return CONSOLE << 8 | minor & 0xFF;
  }

  /// `/dev/ptmx` of a host.
  public Inode multiplexer(int host) {
    return ofHosts.get(host).multiplexer();
  }

  /// Gives a pseudo-terminal of a host its file, which belongs to whoever has made it.
  public void add(int host, int number, Credentials maker, Opening opening) {
    long inode = FIRST + 3 + number;
    ofHosts
        .get(host)
        .slaves()
        .put(
            Integer.toString(number),
            new TerminalDevice(inode, 0620, maker, SLAVE, number, opening, files.now()),
            files.now());
  }

  /// The file of a pseudo-terminal of a host.
  public Inode get(int host, int number) {
    Inode found = ofHosts.get(host).slaves().get(Integer.toString(number));
    return found == null ? multiplexer(host) : found;
  }

  /// A pseudo-terminal of a host has gone.
  public void remove(int host, int number) {
    ofHosts.get(host).slaves().remove(Integer.toString(number), files.now());
  }

  /// Gives a terminal of the scenario's its file, on one host.
  ///
  /// @throws IllegalArgumentException if there is a file of this name
  public Inode add(int host, String name, int minor, Opening opening) {
    Directory devices = ofHosts.get(host).devices();
    if (devices.get(name) != null) {
      throw new IllegalArgumentException("/dev/" + name + ": " + Errno.EEXIST.text());
    }
    long inode = FIRST - minor;
    TerminalDevice device =
        new TerminalDevice(inode, 0666, Credentials.SYSTEM, CONSOLE, minor, opening, files.now());
    devices.put(name, device, files.now());
    return device;
  }
}
