package dev.ringfence.report.output;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Writes the packets of a Perfetto trace: tracks, and events on them. Field numbers are those of
/// the messages in `protos/perfetto/trace` of Perfetto, which are named at each.
///
/// An event is begun by [#begin], [#end], [#instant] or [#counter], may be given annotations and
/// flows, and is written by [#write]. Times on a track do not fall: one that would is that of the
/// event before.
final class Packets {
  /// A timeline that events are put on.
  static final class Track {
    private final long uuid;
    private long last;

    private Track(long uuid) {
      this.uuid = uuid;
    }
  }

  /// Strings that are written once and then stand for by their numbers (`InternedData`).
  private final class Strings {
    private final int field;
    private final Map<String, Integer> numbers = new HashMap<>();

    /// @param field of `InternedData`
    Strings(int field) {
      this.field = field;
    }

    int number(String text) {
      Integer known = numbers.get(text);
      if (known != null) {
        return known;
      }
      int number = numbers.size() + 1;
      numbers.put(text, number);
      interned.message(field, part.clear().number(1, number).text(2, text));
      return number;
    }
  }

  private static final int SEQUENCE = 1;

  /// `TracePacket.SequenceFlags`.
  private static final int STATE_CLEARED = 1;

  private static final int NEEDS_STATE = 2;

  /// `TrackEvent.Type`.
  private static final int SLICE_BEGIN = 1;

  private static final int SLICE_END = 2;
  private static final int INSTANT = 3;
  private static final int COUNTER = 4;

  private final OutputStream out;
  private final Message framed = new Message();
  private final Message packet = new Message();
  private final Message event = new Message();
  private final Message part = new Message();
  private final Message annotation = new Message();
  private final Message interned = new Message();
  private final Strings names = new Strings(2);
  private final Strings keys = new Strings(3);
  private final Strings values = new Strings(29);
  private long lastUuid;
  private long time;
  private boolean isFirst = true;

  Packets(OutputStream out) {
    this.out = out;
  }

  /// The track of a process.
  Track process(int pid, String name) {
    Message process = new Message().number(1, pid).text(6, name);
    return track(new Message().number(1, ++lastUuid).text(2, name).message(3, process));
  }

  /// The track of a thread.
  Track thread(Track process, int pid, int tid, String name) {
    Message thread = new Message().number(1, pid).number(2, tid).text(5, name);
    return track(
        new Message()
            .number(1, ++lastUuid)
            .text(2, name)
            .message(4, thread)
            .number(5, process.uuid));
  }

  /// A track with a name only, below another or at the top.
  Track named(@Nullable Track parent, String name) {
    Message track = new Message().number(1, ++lastUuid).text(2, name);
    return track(parent == null ? track : track.number(5, parent.uuid));
  }

  /// The track of a counter that counts things (`unit` = 3, `UNIT_COUNT` = 2).
  Track counter(Track parent, String name) {
    Message counter = new Message().number(3, 2);
    Message track = new Message().number(1, ++lastUuid).text(2, name).message(8, counter);
    return track(track.number(5, parent.uuid));
  }

  /// Writes a `TrackDescriptor`: uuid = 1, name = 2, process = 3, thread = 4, parent_uuid = 5,
  /// counter = 8.
  private Track track(Message descriptor) {
    packet.clear().message(60, descriptor);
    writePacket();
    return new Track(lastUuid);
  }

  /// A slice begins on a track.
  Packets begin(Track track, long nanos, String name) {
    return start(track, nanos, SLICE_BEGIN).named(name);
  }

  /// The slice that was begun last on a track, and has not ended, ends.
  Packets end(Track track, long nanos) {
    return start(track, nanos, SLICE_END);
  }

  /// Something that takes no time.
  Packets instant(Track track, long nanos, String name) {
    return start(track, nanos, INSTANT).named(name);
  }

  /// A counter's value from now on (`counter_value` = 30).
  Packets counter(Track track, long nanos, long value) {
    start(track, nanos, COUNTER);
    event.number(30, value);
    return this;
  }

  /// Begins a `TrackEvent`: type = 9, track_uuid = 11.
  private Packets start(Track track, long nanos, int type) {
    time = Math.max(nanos, track.last);
    track.last = time;
    event.clear().number(9, type).number(11, track.uuid);
    return this;
  }

  /// `name_iid` = 10.
  private Packets named(String name) {
    event.number(10, names.number(name));
    return this;
  }

  /// Adds a `DebugAnnotation` (name_iid = 1) whose text occurs again and again (`string_value_iid`
  /// = 17).
  Packets with(String key, String value) {
    int number = values.number(value);
    return annotated(annotation.clear().number(1, keys.number(key)).number(17, number));
  }

  /// The same with a text that is hardly the same again (`string_value` = 6).
  Packets withText(String key, String text) {
    return annotated(annotation.clear().number(1, keys.number(key)).text(6, text));
  }

  /// The same with a number (`int_value` = 4).
  Packets with(String key, long value) {
    return annotated(annotation.clear().number(1, keys.number(key)).number(4, value));
  }

  private Packets annotated(Message made) {
    event.message(4, made);
    return this;
  }

  /// A flow begins here (`flow_ids` = 47).
  Packets flowFrom(long flow) {
    event.fixed(47, flow);
    return this;
  }

  /// A flow ends here (`terminating_flow_ids` = 48).
  Packets flowTo(long flow) {
    event.fixed(48, flow);
    return this;
  }

  /// Writes the event in a `TracePacket`: timestamp = 8, track_event = 11, interned_data = 12.
  void write() {
    packet.clear().number(8, time).message(11, event);
    if (interned.size() > 0) {
      packet.message(12, interned);
      interned.clear();
    }
    writePacket();
  }

  /// Writes the packet, which is field 1 of `Trace`, after `trusted_packet_sequence_id` = 10 and
  /// `sequence_flags` = 13.
  private void writePacket() {
    packet.number(10, SEQUENCE).number(13, isFirst ? STATE_CLEARED | NEEDS_STATE : NEEDS_STATE);
    isFirst = false;
    framed.clear().message(1, packet);
    try {
      out.write(framed.bytes(), 0, framed.size());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
