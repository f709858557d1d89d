/**
 * Our endpoint and a real redis-server 7.0 side by side: the same random commands go to both, and
 * every reply and in the end the whole keyspace have to be the same.
 *
 * <ul>
 *   <li>{@link dev.larder.redis.differential.DifferentialTest} runs it. Ours is, until the endpoint
 *       has its commands, a second real server; {@code -Dlarder.differential.ours=larder} takes the
 *       endpoint. More properties stand in its Javadoc.
 *   <li>{@link dev.larder.redis.differential.Family} makes commands, with chance from {@link
 *       dev.larder.redis.differential.Gen}; {@link dev.larder.redis.differential.Mutator} breaks
 *       some of them; a {@link dev.larder.redis.differential.Program} is a list of them.
 *   <li>{@link dev.larder.redis.differential.Comparison} runs a program on both. {@link
 *       dev.larder.redis.differential.Rules} is the table of replies that need not be equal to the
 *       byte; {@link dev.larder.redis.differential.Keyspace} is what is compared in the end.
 *   <li>{@link dev.larder.redis.differential.Differential} does so until there is a difference,
 *       which {@link dev.larder.redis.differential.Shrinker} makes small.
 *   <li>{@link dev.larder.redis.differential.KnownDeviations}: where ours differs on purpose.
 *   <li>{@link dev.larder.redis.differential.Coverage}: no command is forgotten.
 * </ul>
 *
 * <h2>How to write a family</h2>
 *
 * <pre>{@code
 * final class HashFamily implements Family {
 *   public Set<String> commands() {
 *     return Set.of("HDEL", "HGET", "HGETALL", "HRANDFIELD", "HSET");
 *   }
 *
 *   public List<byte[]> next(Gen gen) {
 *     byte[] key = gen.key(HASH); // mostly one of four, sometimes one that holds anything
 *     return switch (gen.below(6)) {
 *       case 0, 1 -> gen.args("HSET", key, gen.some(3, () -> List.of(gen.field(), gen.value())));
 *       case 2 -> gen.args("HDEL", key, gen.some(2, gen::field));
 *       case 3 -> gen.args("HRANDFIELD", key, gen.count(), gen.maybe(50, "WITHVALUES"));
 *       case 4 -> gen.args("HGETALL", key);
 *       default -> gen.args("HGET", key, gen.field());
 *     };
 *   }
 * }
 * }</pre>
 *
 * and a line in {@link dev.larder.redis.differential.Families}. It should make good commands, with
 * all options, more of those that add than of those that take away; wrong cases, missing,
 * superfluous and exchanged arguments are added by the harness. What a family must not make:
 *
 * <ul>
 *   <li>what waits or is pushed (their commands stand in {@code Coverage.ELSEWHERE});
 *   <li>deadlines that fall due within the test, or two that are near to each other: take {@code
 *       gen.seconds()}, {@code millis()}, {@code unixSeconds()}, {@code unixMillis()}; -1 and 0
 *       where the command then deletes the key at once;
 *   <li>very negative counts where Redis repeats elements: take {@code gen.count()};
 *   <li>what takes its value from the clock or from chance (an id {@code *} in XADD), unless a
 *       {@link dev.larder.redis.differential.Rule} mends it, as {@code ChanceRule.SPOP} does;
 *   <li>settings that outlive FLUSHALL, unless the same command sets them back.
 * </ul>
 *
 * A command whose reply has no order gets a line in {@code Rules}. Then {@code mvn test
 * -Dtest=DifferentialTest -Dlarder.differential.ours=larder -Dlarder.differential.families=Hash
 * -Dlarder.differential.commands=100000}.
 */
@NullMarked
package dev.larder.redis.differential;

import org.jspecify.annotations.NullMarked;
