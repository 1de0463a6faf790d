// An environment variable with another value, and small programs for it.
#pragma once

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <optional>
#include <string>

namespace kharita::test {

// For as long as it lives.
class SetEnvironment {
 public:
  SetEnvironment(const char* name, const std::string& value) : name_(name) {
    if (const char* before = std::getenv(name)) before_ = before;
    ::setenv(name, value.c_str(), 1);
  }
  ~SetEnvironment() {
    if (before_) {
      ::setenv(name_, before_->c_str(), 1);
    } else {
      ::unsetenv(name_);
    }
  }
  SetEnvironment(const SetEnvironment&) = delete;
  SetEnvironment& operator=(const SetEnvironment&) = delete;

 private:
  const char* name_;
  std::optional<std::string> before_;
};

// A shell script that may be run; it finds the system's own programs.
inline void write_program(const std::filesystem::path& file, const std::string& script) {
  std::ofstream(file) << "#!/bin/sh\nPATH=/usr/bin:/bin\n" << script << "\n";
  std::filesystem::permissions(file, std::filesystem::perms::owner_all);
}

}  // namespace kharita::test
