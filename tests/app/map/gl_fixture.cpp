#include "tests/app/map/gl_fixture.h"

namespace kharita::test {

std::filesystem::path shader_folder() {
  return std::filesystem::path(KHARITA_SOURCE_DIR) / "shaders";
}

std::filesystem::path picture_folder() {
  return (std::filesystem::path(KHARITA_SHARE_DIR) / ".." / ".." / "test-pictures").lexically_normal();
}

}  // namespace kharita::test
