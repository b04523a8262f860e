package dev.ringfence.cli;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/// The sizes of a sweep's crowds, ascending: `processes=100,1000,10000`.
record SweepSizes(List<Integer> sizes) {
  private static final String NAME = "processes=";
  private static final int MOST = 1_000_000;

  int largest() {
    return sizes.getLast();
  }

  @Override
  public String toString() {
    return NAME + sizes.stream().map(String::valueOf).collect(Collectors.joining(","));
  }

  /// Reads it from the command line.
  static final class Converter implements ITypeConverter<SweepSizes> {
    @Override
    public SweepSizes convert(String text) {
      if (!text.matches(NAME + "[0-9]{1,7}(,[0-9]{1,7})*")) {
        throw new TypeConversionException("expected " + NAME + "100,1000,10000, not " + text);
      }
      List<Integer> sizes =
          Arrays.stream(text.substring(NAME.length()).split(",", -1))
              .map(Integer::valueOf)
              .sorted()
              .distinct()
              .toList();
      if (sizes.getFirst() < 1 || sizes.getLast() > MOST) {
        throw new TypeConversionException("a crowd has from 1 to " + MOST + " processes");
      }
      return new SweepSizes(sizes);
    }
  }
}
