#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <cstdio>
#include <filesystem>
#include <iostream>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "app/articles/article_line.h"
#include "app/articles/readers/reader.h"
#include "app/cli/cli.h"
#include "app/cli/output.h"
#include "app/cli/tally.h"
#include "geo/resolve/json.h"
#include "geo/written_file.h"

namespace kharita::app::cli {
namespace {

struct Options {
  std::vector<std::string> inputs;
  std::string output;  // empty: standard output
};

// Writes the articles of all inputs to `file`; what cannot be read is told on standard error.
class Run {
 public:
  explicit Run(std::FILE* file) : file_(file) {}

  void read(const std::string& input) {
    const ArticleSink sink = [this](ReadItem&& item) { return take(item); };
    if (input == "-") return check(read_stream(std::cin, "standard input", sink));
    const auto files = list_articles(input);
    if (!files) return check(tl::unexpected(files.error()));
    if (!files->left_out.empty()) complain(files->left_out);
    for (const auto& file : files->files)
      check(read_file(file, sink));
  }
  [[nodiscard]] const Tally& tally() const noexcept { return tally_; }

 private:
  void check(const Result<void>& read) {
    if (read) return;
    complain(read.error().message);
    tally_.input_failed = true;
  }

  bool take(const ReadItem& item) {
    if (!item.note.empty()) complain(item.note);
    tally_.take(item);
    line_.clear();
    if (item.article) {
      append_line(*item.article, line_);
    } else {
      geo::append_error_json(item.id, item.article.error().message, line_);
    }
    return std::fwrite(line_.data(), 1, line_.size(), file_) == line_.size();
  }

  std::FILE* file_;
  std::string line_;
  Tally tally_;
};

int read_all(const std::vector<std::string>& inputs, std::FILE* file) {
  Run run(file);
  for (const std::string& input : inputs)
    run.read(input);
  return conclude(run.tally());
}

int run_read(const Options& options) {
  const std::vector<std::string> inputs =
      options.inputs.empty() ? std::vector<std::string>{"-"} : options.inputs;
  std::ios::sync_with_stdio(false);
  if (options.output.empty()) return std::max(read_all(inputs, stdout), flush_output());
  geo::WrittenFile written("the articles cannot be written");
  if (const auto started = written.start(options.output); !started) return fail_with(started.error());
  std::FILE* file = std::fopen(written.path().c_str(), "wb");
  if (file == nullptr) return fail_with(written.error("it cannot be opened").value());
  const int exit_code = read_all(inputs, file);
  const bool whole = std::ferror(file) == 0;
  if (std::fclose(file) != 0 || !whole) return fail_with(written.error("is the disk full?").value());
  if (const auto finished = written.finish(); !finished) return fail_with(finished.error());
  return exit_code;
}

}  // namespace

void add_read_command(CLI::App& app, const Common&, int& exit_code) {
  auto options = std::make_shared<Options>();
  CLI::App* command = app.add_subcommand(
      "read", "Writes the articles that files hold, one JSON object a line, as the other commands see them");
  command->add_option("files", options->inputs, "Files or folders of articles; - or nothing: standard input")
      ->option_text(" ");
  command->add_option("-o,--output", options->output, "Where to (default: standard output)")
      ->option_text("FILE");
  command->footer(
      "An article that cannot be read gets a line {\"id\", \"error\"}, and the run goes on.\n"
      "Exit code: 0; 2 where a file or folder cannot be read, or no article at all.");
  command->callback([&exit_code, options] { exit_code = run_read(*options); });
}

}  // namespace kharita::app::cli
