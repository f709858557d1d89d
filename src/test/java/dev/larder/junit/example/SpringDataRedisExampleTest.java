package dev.larder.junit.example;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.larder.junit.LarderExtension;
import dev.larder.junit.StoreScope;
import dev.larder.junit.TestRedis;
import dev.larder.junit.TestTime;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.context.annotation.Configuration;
import org.springframework.data.annotation.Id;
import org.springframework.data.redis.core.RedisHash;
import org.springframework.data.redis.core.StringRedisTemplate;
import org.springframework.data.redis.core.index.Indexed;
import org.springframework.data.redis.repository.configuration.EnableRedisRepositories;
import org.springframework.data.repository.CrudRepository;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/** A Spring Boot application with Spring Data Redis. */
@SpringBootTest(classes = SpringDataRedisExampleTest.Application.class)
class SpringDataRedisExampleTest {
  @RegisterExtension
  static final LarderExtension LARDER = LarderExtension.builder().scope(StoreScope.REWOUND).build();

  @DynamicPropertySource
  static void redis(DynamicPropertyRegistry properties) {
    LARDER.redis().address().springProperties().forEach((k, v) -> properties.add(k, () -> v));
  }

  /** What is tested. */
  @Configuration
  @EnableAutoConfiguration
  @EnableRedisRepositories(considerNestedRepositories = true)
  static class Application {}

  /** Somebody, with an index by town. */
  @RedisHash("person")
  record Person(@Id String id, String name, @Indexed String town) {}

  interface People extends CrudRepository<Person, String> {
    List<Person> findByTown(String town);
  }

  @Autowired private StringRedisTemplate template;
  @Autowired private People people;

  @Test
  void templates(TestRedis redis, TestTime time) {
    template.opsForValue().set("session", "ann", Duration.ofMinutes(30));
    template.opsForList().rightPushAll("orders", "jam", "rice");
    assertEquals("ann", template.opsForValue().get("session"));
    redis.commands().assertCalled("SET", "session", "ann", "EX", "1800");
    time.advance(Duration.ofMinutes(30));
    redis.keyspace().assertIs("RPUSH orders jam rice");
  }

  @Test
  void repositories() {
    people.save(new Person("1", "Ann", "Ghent"));
    people.save(new Person("2", "Bob", "Basel"));
    assertEquals(List.of(new Person("2", "Bob", "Basel")), people.findByTown("Basel"));
    people.deleteById("2");
    assertTrue(people.findByTown("Basel").isEmpty());
    assertEquals(1, people.count());
  }
}
