// kharita train: learns the recognition model's weights from labelled documents of several sets, and tells
// how well documents and sets fare that were not learned from.
#include <CLI/CLI.hpp>
#include <algorithm>
#include <cstdio>
#include <fstream>
#include <memory>
#include <string>
#include <vector>

#include "app/cli/cli.h"
#include "app/cli/output.h"
#include "app/model/paths.h"
#include "app/cli/train/documents.h"
#include "app/cli/train/evaluation.h"
#include "app/cli/train/learner.h"
#include "geo/resolve/engine.h"
#include "geo/resolve/json.h"

namespace kharita::app::cli {
namespace {

using train::Document;
using train::Example;

struct Options {
  std::vector<std::string> files;
  unsigned folds = 5;
  unsigned rounds = 2;
  train::Penalties penalties;
  std::string output;       // the weights
  std::string predictions;  // of the unseen folds, as `resolve` writes them
  std::string left_out;     // … of each set with weights from the others
  bool errors = false;      // list the errors in the sets left out
};

// The files of one argument: A+B is two sets that are left out together, as they hold the same texts.
std::vector<std::string> files_of(std::string_view argument) {
  std::vector<std::string> files;
  for (std::size_t at = 0; at <= argument.size();) {
    const std::size_t plus = std::min(argument.find('+', at), argument.size());
    files.emplace_back(argument.substr(at, plus - at));
    at = plus + 1;
  }
  return files;
}

// The documents and what is learned from them.
class Training {
 public:
  Training(const geo::Gazetteer& gazetteer, const Options& options)
      : options_(options), engine_(gazetteer, geo::Weights::built_in()), json_(gazetteer) {}

  Result<void> read();
  // The weights of all documents.
  geo::Weights learn_all();
  // Each prints how the documents fare, a line a set, and returns their results as `resolve` writes them.
  std::string as_learned();
  std::string unseen_folds();
  std::string left_out_sets();

 private:
  struct Set {
    std::string file;
    unsigned group = 0;  // of those that are left out together
  };

  void collect();
  template <typename Counted>
  void learn_from(Counted counted) {
    engine_.set_weights(learn(examples_, counted, options_.penalties));
  }
  template <typename Chosen>
  train::Counts evaluate(Chosen chosen, bool errors, std::string& results);

  const Options& options_;
  geo::Engine engine_;
  geo::JsonWriter json_;
  std::vector<Set> sets_;
  std::vector<Document> documents_;
  std::vector<Example> examples_;
};

Result<void> Training::read() {
  for (unsigned group = 0; group < options_.files.size(); ++group) {
    for (std::string& file : files_of(options_.files[group])) {
      const auto set = static_cast<unsigned>(sets_.size());
      if (auto read = train::read_documents(file, set, documents_); !read) return read;
      sets_.push_back({std::move(file), group});
    }
  }
  if (documents_.empty())
    return fail(ErrorCode::parse, "{}: there are no labelled documents in it", options_.files.front());
  return {};
}

void Training::collect() {
  examples_.clear();
  for (const Document& document : documents_) {
    (void)engine_.resolve({document.text, {}, {}, {}}, {});
    for (std::size_t i = 0; i < engine_.spans().size(); ++i) {
      const geo::Span& span = engine_.spans()[i];
      Example example;
      engine_.features(i, example.features);
      train::Stretch stretch{span.start, span.end, span.written};
      stretch.kind_before = span.first > 0 && engine_.words()[span.first - 1].trigger_kinds != 0;
      stretch.part_of_hashtag = std::ranges::any_of(
          example.features, [](const auto& f) { return f.feature == geo::Feature::part_of_hashtag; });
      const auto label = label_of(document, stretch);
      if (!label) continue;
      example.is_place = *label;
      example.set = document.set;
      example.fold = document.fold;
      examples_.push_back(example);
    }
  }
}

geo::Weights Training::learn_all() {
  geo::Weights weights;
  for (unsigned round = 0; round < options_.rounds; ++round) {
    collect();
    weights = learn(
        examples_, [](const Example&) { return true; }, options_.penalties);
    engine_.set_weights(weights);
  }
  write_out(fmt::format("{} documents, {} examples, {} features\n", documents_.size(), examples_.size(),
                        geo::kFeatureCount));
  return weights;
}

// Resolves the documents that `chosen` lets through and adds their lines to `results`.
template <typename Chosen>
train::Counts Training::evaluate(Chosen chosen, bool errors, std::string& results) {
  train::Counts counts;
  for (const Document& document : documents_) {
    if (!chosen(document)) continue;
    const geo::Resolution resolution = engine_.resolve({document.text, {}, {}, {}}, {});
    count(document, resolution.mentions, counts);
    if (errors) write_out(errors_of(document, engine_, resolution.mentions));
    json_.append({document.id, {}, {}, document.text}, resolution, results);
  }
  return counts;
}

std::string Training::as_learned() {
  std::string results;
  for (unsigned set = 0; set < sets_.size(); ++set) {
    const auto counts = evaluate([&](const Document& d) { return d.set == set; }, false, results);
    write_out(counts.line("all weights, " + sets_[set].file) + '\n');
  }
  return results;
}

std::string Training::unseen_folds() {
  std::string results;
  train::Counts unseen;
  for (unsigned fold = 0; fold < options_.folds; ++fold) {
    const auto in_fold = [&](const auto& one) { return one.fold % options_.folds == fold; };
    learn_from([&](const Example& e) { return !in_fold(e); });
    unseen += evaluate(in_fold, false, results);
  }
  write_out(unseen.line("unseen folds of all sets") + '\n');
  return results;
}

std::string Training::left_out_sets() {
  std::string results;
  if (options_.files.size() < 2) return results;
  for (unsigned group = 0; group < options_.files.size(); ++group) {
    learn_from([&](const Example& e) { return sets_[e.set].group != group; });
    for (unsigned set = 0; set < sets_.size(); ++set) {
      if (sets_[set].group != group) continue;
      const auto counts = evaluate([&](const Document& d) { return d.set == set; }, options_.errors, results);
      write_out(counts.line("left out: " + sets_[set].file) + '\n');
    }
  }
  return results;
}

// Nothing where no file is named.
Result<void> write_text(const std::string& file, std::string_view text) {
  if (file.empty()) return {};
  std::ofstream out(file, std::ios::binary | std::ios::trunc);
  out << text;
  out.close();
  if (!out) return fail(ErrorCode::io, "{}: cannot be written: choose another folder", file);
  return {};
}

int run_train(const Common& common, const Options& options) {
  const auto gazetteer = geo::Gazetteer::open(gazetteer_file(common.gazetteer));
  if (!gazetteer) return fail_with(gazetteer.error());
  Training training(*gazetteer, options);
  if (auto read = training.read(); !read) return fail_with(read.error());
  constexpr std::string_view kHead =
      "# What each feature of geo/resolve/features.h adds to the log-odds of a place. Learned by "
      "`kharita train`; see data/SOURCES.md.\n";
  const std::string weights = std::string(kHead) + training.learn_all().to_tsv();
  (void)training.as_learned();
  const std::string folds = training.unseen_folds();
  const std::string left_out = training.left_out_sets();
  for (const auto& [file, text] : {std::pair(options.output, weights), std::pair(options.predictions, folds),
                                   std::pair(options.left_out, left_out)}) {
    if (auto written = write_text(file, text); !written) return fail_with(written.error());
  }
  return flush_output();
}

}  // namespace

void add_train_command(CLI::App& app, const Common& common, int& exit_code) {
  auto options = std::make_shared<Options>();
  CLI::App* command =
      app.add_subcommand("train", "Learns the recognition weights from labelled documents (for developers)");
  command
      ->add_option("files", options->files,
                   "Labelled NDJSON, a set of documents each: text, mentions [{start, end, score}]. "
                   "A+B: sets of the same texts, which are left out together")
      ->required();
  command->add_option("--folds", options->folds, "Parts of the cross-validation by document")
      ->check(CLI::Range(2U, 100U));
  command->add_option("--ridge", options->penalties.ridge, "The penalty on large weights");
  command->add_option("--fame-ridge", options->penalties.fame, "… on what is special to a fame, times that");
  command->add_option("--set-ridge", options->penalties.set, "… on what is special to a set, times that");
  command->add_option("--rounds", options->rounds,
                      "How often the features are worked out anew with the weights learned");
  command->add_option("--predictions", options->predictions,
                      "Write the unseen folds' results here, one JSON object a line");
  command->add_option("--left-out", options->left_out,
                      "Write each set's results with the weights of all others here, likewise");
  command->add_flag("--errors", options->errors, "List the errors in the sets that were left out");
  command->add_option("-o,--output", options->output, "Write the weights here");
  command->callback([&common, &exit_code, options] { exit_code = run_train(common, *options); });
}

}  // namespace kharita::app::cli
