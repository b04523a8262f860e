package dev.ringfence.kernel.fs;

import dev.ringfence.core.Errno;
import dev.ringfence.kernel.access.Credentials;
import dev.ringfence.kernel.fs.TerminalDevice.Opening;

/// The files of terminals: `/dev/ptmx`, the directory `/dev/pts`, and what the scenario has in
/// `/dev`.
public final class TerminalNodes {
  /// Numbers of inodes from here on are given to no other files.
  private static final long FIRST = 1L << 39;

  private static final int MULTIPLEXER = 5;
  private static final int SLAVE = 136;
  private static final int CONSOLE = 4;

  private final FileSystem files;
  private final Directory devices;
  private final Directory slaves;
  private final TerminalDevice multiplexer;

  /// @param making makes a pseudo-terminal
  public TerminalNodes(FileSystem files, Opening making) {
    this.files = files;
    if (!(files.at("/dev") instanceof Directory directory)) {
      throw new IllegalStateException("no /dev");
    }
    devices = directory;
    multiplexer =
        new TerminalDevice(FIRST, 0666, Credentials.SYSTEM, MULTIPLEXER, 2, making, files.now());
    devices.put("ptmx", multiplexer, files.now());
    slaves = new Directory(FIRST + 1, 0755, Credentials.SYSTEM, devices, files.now());
    devices.put("pts", slaves, files.now());
  }

  /// The number of a pseudo-terminal as a device.
  public static int slave(int number) {
    return number >> 8 << 20 | SLAVE << 8 | number & 0xFF;
  }

  /// The number of a terminal of the scenario's as a device.
  public static int console(int minor) {
    return CONSOLE << 8 | minor & 0xFF;
  }

  /// `/dev/ptmx`.
  public Inode multiplexer() {
    return multiplexer;
  }

  /// Gives a pseudo-terminal its file, which belongs to whoever has made it.
  public void add(int number, Credentials maker, Opening opening) {
    long inode = FIRST + 3 + number;
    slaves.put(
        Integer.toString(number),
        new TerminalDevice(inode, 0620, maker, SLAVE, number, opening, files.now()),
        files.now());
  }

  /// The file of a pseudo-terminal.
  public Inode get(int number) {
    Inode found = slaves.get(Integer.toString(number));
    return found == null ? multiplexer : found;
  }

  /// A pseudo-terminal has gone.
  public void remove(int number) {
    slaves.remove(Integer.toString(number), files.now());
  }

  /// Gives a terminal of the scenario's its file.
  ///
  /// @throws IllegalArgumentException if there is a file of this name
  public Inode add(String name, int minor, Opening opening) {
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
