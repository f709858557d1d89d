package dev.larder.redis.internal.command;

import java.util.ArrayList;
import java.util.List;

/**
 * Where Redis looks for places: the cell of a grid that the middle is in, and those around it. It
 * is an approximation: where the area is huge, or reaches beyond the map's edges, not all that lies
 * in it is in these cells. So this takes the same cells, and in the same order.
 */
final class GeoCells {
  private static final double EARTH_RADIUS_METRES = 6372797.560856;
  private static final double MERCATOR_METRES = 20037726.37;
  private static final int MOST_STEPS = 26;
  private static final double POLAR = 66;
  private static final double FAR_POLAR = 80;

  /** How the neighbours are asked, east and north: the middle, the four beside, the corners. */
  private static final int[][] NEIGHBOURS = {
    {0, 0}, {0, 1}, {0, -1}, {1, 0}, {-1, 0}, {1, 1}, {-1, 1}, {1, -1}, {-1, -1}
  };

  /** An area's ends, in degrees. */
  private record Bounds(double west, double south, double east, double north) {}

  /**
   * A cell.
   *
   * @param steps how often the map was halved in each direction
   */
  private record Cell(long x, long y, int steps) {
    static Cell of(Place place, int steps) {
      double count = 1L << steps;
      double width = 2 * Place.MAX_LONGITUDE;
      double height = 2 * Place.MAX_LATITUDE;
      return new Cell(
          (long) ((place.longitude() + Place.MAX_LONGITUDE) / width * count),
          (long) ((place.latitude() + Place.MAX_LATITUDE) / height * count),
          steps);
    }

    /** Another one, on the other side of the map where this is at the edge. */
    Cell moved(int east, int north) {
      long mask = (1L << steps) - 1;
      return new Cell(east == 0 ? x : x + east & mask, north == 0 ? y : y + north & mask, steps);
    }

    Bounds bounds() {
      return new Bounds(
          edge(x, Place.MAX_LONGITUDE),
          edge(y, Place.MAX_LATITUDE),
          edge(x + 1, Place.MAX_LONGITUDE),
          edge(y + 1, Place.MAX_LATITUDE));
    }

    private double edge(long index, double max) {
      return -max + index / (double) (1L << steps) * (2 * max);
    }

    Scores scores() {
      long bits = Place.interleaved(x, y);
      int shift = 2 * (MOST_STEPS - steps);
      return new Scores(bits << shift, bits + 1 << shift);
    }
  }

  /**
   * The scores of the places in a cell.
   *
   * @param low the least
   * @param high the least beyond
   */
  record Scores(double low, double high) {}

  private GeoCells() {}

  /**
   * The cells in which to look.
   *
   * @param width half of the area's width, or the radius, in metres
   * @param height half of its height
   * @param reach how far from the middle its corners are
   */
  static List<Scores> around(Place middle, double width, double height, double reach) {
    Bounds area = area(middle, width, height);
    int steps = steps(reach, middle.latitude());
    Cell cell = Cell.of(middle, steps);
    if (steps > 1 && !reachesAround(cell, area)) {
      steps--;
      cell = Cell.of(middle, steps);
    }
    Bounds inner = cell.bounds();
    List<Scores> found = new ArrayList<>();
    Cell last = null;
    for (int[] direction : NEIGHBOURS) {
      Cell next = cell.moved(direction[0], direction[1]);
      boolean useless = steps >= 2 && isUseless(direction, inner, area);
      if (!useless && !next.equals(last)) {
        found.add(next.scores());
        last = direction == NEIGHBOURS[0] ? null : next; // it may come once more
      }
    }
    return found;
  }

  private static Bounds area(Place middle, double width, double height) {
    double latitude = middle.latitude();
    double northward = degrees(height / EARTH_RADIUS_METRES);
    double widest = latitude < 0 ? latitude - northward : latitude + northward;
    double eastward = degrees(width / EARTH_RADIUS_METRES / Math.cos(radians(widest)));
    return new Bounds(
        middle.longitude() - eastward,
        latitude - northward,
        middle.longitude() + eastward,
        latitude + northward);
  }

  private static int steps(double reach, double latitude) {
    if (reach == 0) {
      return MOST_STEPS;
    }
    int steps = -1;
    for (double range = reach; range < MERCATOR_METRES; range *= 2) {
      steps++;
    }
    if (Math.abs(latitude) > POLAR) {
      steps -= Math.abs(latitude) > FAR_POLAR ? 2 : 1;
    }
    return Math.max(1, Math.min(MOST_STEPS, steps));
  }

  private static boolean reachesAround(Cell cell, Bounds area) {
    return cell.moved(0, 1).bounds().north() >= area.north()
        && cell.moved(0, -1).bounds().south() <= area.south()
        && cell.moved(1, 0).bounds().east() >= area.east()
        && cell.moved(-1, 0).bounds().west() <= area.west();
  }

  /** Whether the area ends before the neighbours in this direction begin. */
  private static boolean isUseless(int[] direction, Bounds inner, Bounds area) {
    return direction[1] < 0 && inner.south() < area.south()
        || direction[1] > 0 && inner.north() > area.north()
        || direction[0] < 0 && inner.west() < area.west()
        || direction[0] > 0 && inner.east() > area.east();
  }

  private static double degrees(double radians) {
    return radians / (Math.PI / 180);
  }

  private static double radians(double degrees) {
    return degrees * (Math.PI / 180);
  }
}
