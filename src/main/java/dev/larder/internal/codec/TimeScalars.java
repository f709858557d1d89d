package dev.larder.internal.codec;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.MonthDay;
import java.time.OffsetDateTime;
import java.time.OffsetTime;
import java.time.Period;
import java.time.Year;
import java.time.YearMonth;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.List;

/** The rows of {@link Scalars} for {@code java.time}: the fields one after another. */
final class TimeScalars {
  static final List<Scalar<?>> ALL =
      List.of(
          new Scalar<>(
              14,
              "instant",
              Instant.class,
              (v, out) -> putSeconds(v.getEpochSecond(), v.getNano(), out),
              in -> Instant.ofEpochSecond(in.getLong(), getNano(in)),
              Instant::toString,
              Instant::parse),
          new Scalar<>(
              15,
              "duration",
              Duration.class,
              (v, out) -> putSeconds(v.getSeconds(), v.getNano(), out),
              in -> Duration.ofSeconds(in.getLong(), getNano(in)),
              Duration::toString,
              Duration::parse),
          new Scalar<>(
              16,
              "local-date",
              LocalDate.class,
              TimeScalars::putDate,
              TimeScalars::getDate,
              LocalDate::toString,
              LocalDate::parse),
          new Scalar<>(
              17,
              "local-time",
              LocalTime.class,
              (v, out) -> out.putLong(v.toNanoOfDay()),
              in -> LocalTime.ofNanoOfDay(in.getLong()),
              LocalTime::toString,
              LocalTime::parse),
          new Scalar<>(
              18,
              "local-date-time",
              LocalDateTime.class,
              TimeScalars::putDateTime,
              TimeScalars::getDateTime,
              LocalDateTime::toString,
              LocalDateTime::parse),
          new Scalar<>(
              19,
              "offset-date-time",
              OffsetDateTime.class,
              TimeScalars::putOffsetDateTime,
              in -> OffsetDateTime.of(getDateTime(in), getOffset(in)),
              OffsetDateTime::toString,
              OffsetDateTime::parse),
          new Scalar<>(
              20,
              "zoned-date-time",
              ZonedDateTime.class,
              TimeScalars::putZoned,
              TimeScalars::getZoned,
              ZonedDateTime::toString,
              TimeScalars::parseZoned),
          new Scalar<>(
              21,
              "year-month",
              YearMonth.class,
              TimeScalars::putYearMonth,
              in -> YearMonth.of(in.getInt(), in.getByte()),
              YearMonth::toString,
              TimeScalars::parseYearMonth),
          // A number: the JDK doesn't parse all the years that it prints.
          new Scalar<>(
              22,
              "year",
              Year.class,
              (v, out) -> out.putInt(v.getValue()),
              in -> Year.of(in.getInt()),
              v -> (long) v.getValue(),
              v -> Year.of(Integer.parseInt(v))),
          new Scalar<>(
              23,
              "month-day",
              MonthDay.class,
              TimeScalars::putMonthDay,
              in -> MonthDay.of(in.getByte(), in.getByte()),
              MonthDay::toString,
              MonthDay::parse),
          new Scalar<>(
              24,
              "period",
              Period.class,
              TimeScalars::putPeriod,
              in -> Period.of(in.getInt(), in.getInt(), in.getInt()),
              Period::toString,
              Period::parse),
          new Scalar<>(
              25,
              "offset-time",
              OffsetTime.class,
              TimeScalars::putOffsetTime,
              in -> OffsetTime.of(LocalTime.ofNanoOfDay(in.getLong()), getOffset(in)),
              OffsetTime::toString,
              OffsetTime::parse),
          new Scalar<>(
              26,
              "zone-offset",
              ZoneOffset.class,
              (v, out) -> out.putInt(v.getTotalSeconds()),
              TimeScalars::getOffset,
              ZoneOffset::getId,
              ZoneOffset::of),
          new Scalar<>(
              27,
              "zone-id",
              ZoneId.class,
              (v, out) -> out.putText(v.getId()),
              in -> ZoneId.of(in.getText(in.remaining())),
              ZoneId::getId,
              ZoneId::of));

  private TimeScalars() {}

  private static void putSeconds(long seconds, int nanos, ByteSink out) {
    out.putLong(seconds);
    out.putInt(nanos);
  }

  /** The JDK would carry whole seconds over, and then two kinds of bytes would mean one value. */
  private static int getNano(ByteSource in) {
    int nanos = in.getInt();
    if (nanos < 0 || nanos > 999_999_999) {
      throw new IllegalArgumentException("nanoseconds must be below a second, but are " + nanos);
    }
    return nanos;
  }

  private static void putDate(LocalDate value, ByteSink out) {
    out.putInt(value.getYear());
    out.putByte(value.getMonthValue());
    out.putByte(value.getDayOfMonth());
  }

  private static LocalDate getDate(ByteSource in) {
    return LocalDate.of(in.getInt(), in.getByte(), in.getByte());
  }

  private static void putDateTime(LocalDateTime value, ByteSink out) {
    putDate(value.toLocalDate(), out);
    out.putLong(value.toLocalTime().toNanoOfDay());
  }

  private static LocalDateTime getDateTime(ByteSource in) {
    return LocalDateTime.of(getDate(in), LocalTime.ofNanoOfDay(in.getLong()));
  }

  private static ZoneOffset getOffset(ByteSource in) {
    return ZoneOffset.ofTotalSeconds(in.getInt());
  }

  private static void putOffsetDateTime(OffsetDateTime value, ByteSink out) {
    putDateTime(value.toLocalDateTime(), out);
    out.putInt(value.getOffset().getTotalSeconds());
  }

  private static void putZoned(ZonedDateTime value, ByteSink out) {
    putDateTime(value.toLocalDateTime(), out);
    out.putInt(value.getOffset().getTotalSeconds());
    out.putText(value.getZone().getId());
  }

  private static ZonedDateTime getZoned(ByteSource in) {
    OffsetDateTime time = OffsetDateTime.of(getDateTime(in), getOffset(in));
    return zoned(time, ZoneId.of(in.getText(in.remaining())));
  }

  /** When a zone's rules have changed since the value was made, the instant is what is kept. */
  private static ZonedDateTime zoned(OffsetDateTime time, ZoneId zone) {
    return ZonedDateTime.ofInstant(time.toLocalDateTime(), time.getOffset(), zone);
  }

  private static ZonedDateTime parseZoned(String text) {
    int at = text.indexOf('[');
    if (at < 0 || !text.endsWith("]")) {
      return OffsetDateTime.parse(text).toZonedDateTime();
    }
    OffsetDateTime time = OffsetDateTime.parse(text.substring(0, at));
    return zoned(time, ZoneId.of(text.substring(at + 1, text.length() - 1)));
  }

  private static void putYearMonth(YearMonth value, ByteSink out) {
    out.putInt(value.getYear());
    out.putByte(value.getMonthValue());
  }

  /** The JDK doesn't parse all that it prints: above the year 9999 it wants a plus. */
  private static YearMonth parseYearMonth(String text) {
    int at = text.lastIndexOf('-');
    if (at < 1) {
      throw new IllegalArgumentException("no month");
    }
    return YearMonth.of(
        Integer.parseInt(text.substring(0, at)), Integer.parseInt(text.substring(at + 1)));
  }

  private static void putMonthDay(MonthDay value, ByteSink out) {
    out.putByte(value.getMonthValue());
    out.putByte(value.getDayOfMonth());
  }

  private static void putPeriod(Period value, ByteSink out) {
    out.putInt(value.getYears());
    out.putInt(value.getMonths());
    out.putInt(value.getDays());
  }

  private static void putOffsetTime(OffsetTime value, ByteSink out) {
    out.putLong(value.toLocalTime().toNanoOfDay());
    out.putInt(value.getOffset().getTotalSeconds());
  }
}
