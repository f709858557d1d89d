package dev.larder.junit;

import dev.larder.Larder;
import dev.larder.Mark;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolutionException;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.junit.platform.commons.support.AnnotationSupport;

/**
 * Starts a store with its endpoint for tests, and closes it behind them. Registered by {@link
 * LarderTest}, or as a field:
 *
 * <pre>{@code
 * @RegisterExtension
 * static final LarderExtension LARDER =
 *     LarderExtension.builder().scope(StoreScope.CLASS).build();
 * }</pre>
 *
 * <p>The parameter of the run {@code dev.larder.usage} asks for a report of how all tests have used
 * their stores: {@code true} for the log, or the name of a file.
 */
// Were JUnit's module required transitively, no module without it could compile against us.
@SuppressWarnings("exports")
public final class LarderExtension
    implements BeforeAllCallback,
        BeforeEachCallback,
        AfterEachCallback,
        AfterAllCallback,
        ParameterResolver {
  private static final String USAGE = "dev.larder.usage";
  private static final ExtensionContext.Namespace NAMESPACE =
      ExtensionContext.Namespace.create(LarderExtension.class);
  private static final Map<Class<?>, Function<LarderKit, Object>> PARAMETERS =
      Map.of(
          Larder.class, LarderKit::larder,
          RedisAddress.class, kit -> kit.redis().address(),
          TestRedis.class, LarderKit::redis,
          TestTime.class, LarderKit::time,
          LarderKit.class, kit -> kit);

  private final @Nullable Settings built;

  /** The kits that are there, for those who ask this instead of taking a parameter. */
  private final List<LarderKit> open = new CopyOnWriteArrayList<>();

  /** Takes its settings from {@link LarderTest}. */
  public LarderExtension() {
    this.built = null;
  }

  private LarderExtension(Settings settings) {
    this.built = settings;
  }

  /** {@return a builder, whose defaults are those of {@link LarderTest}} */
  public static Builder builder() {
    return new Builder();
  }

  /** What a context has; closed with it where nobody has done so. */
  private static final class Holder implements AutoCloseable {
    private final String contextId;
    private final LarderKit kit;

    /** What tests of {@link StoreScope#REWOUND} begin with. */
    private @Nullable Mark beginning;

    Holder(String contextId, LarderKit kit) {
      this.contextId = contextId;
      this.kit = kit;
    }

    @Override
    public void close() {
      kit.close();
    }
  }

  /** {@return the one store that is there} */
  public Larder larder() {
    return kit().larder();
  }

  /** {@return the endpoint of the one store that is there} */
  public TestRedis redis() {
    return kit().redis();
  }

  /** {@return the time of the one store that is there} */
  public TestTime time() {
    return kit().time();
  }

  private LarderKit kit() {
    List<LarderKit> now = List.copyOf(open);
    if (now.size() == 1) {
      return now.get(0);
    }
    throw new IllegalStateException(
        now.isEmpty()
            ? "there is no store now: it comes before the test, or with StoreScope.CLASS before"
                + " the tests of the class"
            : "there are "
                + now.size()
                + " stores now, of tests that run side by side: take a"
                + " parameter instead");
  }

  @Override
  public void beforeAll(ExtensionContext context) {
    if (settings(context).scope() != StoreScope.TEST && isNeededFor(context)) {
      start(context);
    }
  }

  /** Whether no class around it has one for it. */
  private static boolean isNeededFor(ExtensionContext context) {
    boolean isOwn = AnnotationSupport.isAnnotated(context.getRequiredTestClass(), LarderTest.class);
    return isOwn || holder(context) == null;
  }

  @Override
  public void beforeEach(ExtensionContext context) {
    StoreScope scope = settings(context).scope();
    Holder holder = holder(context);
    if (scope == StoreScope.TEST && !isOfContext(holder, context)) {
      start(context);
    } else if (scope == StoreScope.REWOUND && holder != null && holder.beginning == null) {
      holder.beginning = holder.kit.larder().mark();
    }
  }

  @Override
  public void afterEach(ExtensionContext context) {
    Settings settings = settings(context);
    Holder holder = holder(context);
    if (holder == null) {
      return;
    }
    if (settings.scope() == StoreScope.TEST) {
      end(context, holder);
    } else if (settings.scope() == StoreScope.REWOUND) {
      // Clients of the whole class stay connected and subscribed.
      List<String> leaks =
          settings.leaks().contains(Leak.KEYS_WITHOUT_EXPIRY)
              ? holder.kit.redis().leaks(Leak.KEYS_WITHOUT_EXPIRY)
              : List.of();
      rewind(holder, settings.seed());
      complain(leaks);
    }
  }

  private static void rewind(Holder holder, long seed) {
    holder.kit.redis().forget();
    holder.kit.time().reset();
    if (holder.beginning != null) {
      holder.kit.larder().rewind(holder.beginning);
    }
    holder.kit.seed(seed);
  }

  @Override
  public void afterAll(ExtensionContext context) {
    Holder holder = holder(context);
    if (holder != null && isOfContext(holder, context)) {
      end(context, holder);
    }
  }

  private void end(ExtensionContext context, Holder holder) {
    Settings settings = settings(context);
    LarderKit kit = holder.kit;
    try {
      kit.redis().faults().clear();
      run(context).ends(kit);
      complain(
          settings.leaks().isEmpty()
              ? List.of()
              : kit.redis().leaks(settings.leaks().toArray(Leak[]::new)));
    } finally {
      open.remove(kit);
      kit.close();
    }
  }

  private static void complain(List<String> leaks) {
    if (!leaks.isEmpty()) {
      throw new AssertionError("the test leaves behind:\n  " + String.join("\n  ", leaks));
    }
  }

  @Override
  public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
    return PARAMETERS.containsKey(parameter.getParameter().getType());
  }

  @Override
  public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
    Class<?> type = parameter.getParameter().getType();
    Holder holder = holder(context);
    if (holder == null && context.getTestMethod().isPresent()) {
      holder = start(context); // for the constructor, which comes before the rest
    }
    Function<LarderKit, Object> from = PARAMETERS.get(type);
    if (holder == null || from == null) {
      throw new ParameterResolutionException(
          "each test has a "
              + type.getSimpleName()
              + " of its own, which can't be given to "
              + parameter.getDeclaringExecutable()
              + ", since no test has begun there: take it in @BeforeEach or in the test, or let the"
              + " class have one: @LarderTest(scope = StoreScope.CLASS)");
    }
    return from.apply(holder.kit);
  }

  @Override
  public ExtensionContextScope getTestInstantiationExtensionContextScope(
      ExtensionContext rootContext) {
    return ExtensionContextScope.TEST_METHOD;
  }

  private Holder start(ExtensionContext context) {
    run(context); // its thread is there before the kit's
    LarderKit kit = settings(context).start(context.getRequiredTestClass());
    Holder holder = new Holder(context.getUniqueId(), kit);
    open.add(kit);
    context.getStore(NAMESPACE).put(Holder.class, holder);
    return holder;
  }

  private static @Nullable Holder holder(ExtensionContext context) {
    return context.getStore(NAMESPACE).get(Holder.class, Holder.class);
  }

  private static boolean isOfContext(@Nullable Holder holder, ExtensionContext context) {
    return holder != null && holder.contextId.equals(context.getUniqueId());
  }

  @SuppressWarnings("deprecation") // what took its place is not in JUnit 5
  private static TestRun run(ExtensionContext context) {
    Optional<String> usage = context.getConfigurationParameter(USAGE);
    Object run =
        context
            .getRoot()
            .getStore(NAMESPACE)
            .getOrComputeIfAbsent(TestRun.class, type -> new TestRun(usage));
    return (TestRun) Objects.requireNonNull(run);
  }

  /** What was built, or what the nearest annotation says, of the test or the classes around it. */
  private Settings settings(ExtensionContext context) {
    if (built != null) {
      return built;
    }
    Optional<ExtensionContext> around = Optional.of(context);
    while (around.isPresent()) {
      Optional<LarderTest> found =
          AnnotationSupport.findAnnotation(around.get().getElement(), LarderTest.class);
      if (found.isPresent()) {
        return Settings.of(found.get());
      }
      around = around.get().getParent();
    }
    return new Settings(StoreScope.TEST, List.of(), 0, List.of());
  }

  /** Defaults: a store for each test, without fixtures, and leaks are not looked for. */
  public static final class Builder {
    private StoreScope scope = StoreScope.TEST;
    private final List<String> fixtures = new ArrayList<>();
    private final List<Leak> leaks = new ArrayList<>();
    private long seed;

    private Builder() {}

    /**
     * For how long a test has its store.
     *
     * @param value the scope
     * @return this builder
     */
    public Builder scope(StoreScope value) {
      scope = value;
      return this;
    }

    /**
     * What a store begins with, as in {@link LarderTest#fixtures}.
     *
     * @param files files, or resources beside the test class
     * @return this builder
     */
    public Builder fixtures(String... files) {
      fixtures.addAll(List.of(files));
      return this;
    }

    /**
     * Fixes what chance decides, see {@link LarderKit#seed}.
     *
     * @param value any number, 0 by default
     * @return this builder
     */
    public Builder seed(long value) {
      seed = value;
      return this;
    }

    /**
     * What fails a test that leaves it behind.
     *
     * @param kinds the kinds
     * @return this builder
     */
    public Builder leaks(Leak... kinds) {
      leaks.addAll(List.of(kinds));
      return this;
    }

    /** {@return the extension} */
    public LarderExtension build() {
      return new LarderExtension(
          new Settings(scope, List.copyOf(fixtures), seed, List.copyOf(leaks)));
    }
  }
}
