#include "engine/core/yaml.h"

#include <gtest/gtest.h>

#include "engine/core/error.h"

namespace reeve {
namespace {

std::string result_of(const std::string& text) {
  try {
    return canonical_json(parse_yaml(text, "file"));
  } catch (const Error& error) {
    return error.message();
  }
}

TEST(Yaml, KeepsScalarsAsTheyStand) {
  EXPECT_EQ(result_of("a: yes\nb: [1, '2', ]\nc: {d: null, e: }\n"),
            R"({"a":"yes","b":["1","2"],"c":{"d":null,"e":null}})");
  EXPECT_EQ(result_of(""), "null");
}

TEST(Yaml, SaysWhereAMistakeIs) {
  EXPECT_EQ(result_of("a: 1\na: 2\n"), "file: line 2: the key `a` stands twice");
  EXPECT_EQ(result_of("a: 1\n[b]: 2\n"), "file: line 2: a key is no text");
  EXPECT_TRUE(result_of("a: [1\n").starts_with("file: line ")) << result_of("a: [1\n");
  EXPECT_EQ(result_of(std::string(300, '[') + std::string(300, ']')),
            "file: line 1: the nesting is too deep");
}

}  // namespace
}  // namespace reeve
