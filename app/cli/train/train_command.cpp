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

std::vector<Example> collect(geo::Engine& engine, const std::vector<Document>& documents) {
  std::vector<Example> examples;
  for (const Document& document : documents) {
    (void)engine.resolve({document.text, {}, {}, {}}, {});
    for (std::size_t i = 0; i < engine.spans().size(); ++i) {
      const geo::Span& span = engine.spans()[i];
      Example example;
      engine.features(i, example.features);
      train::Stretch stretch{span.start, span.end, span.written};
      stretch.kind_before = span.first > 0 && engine.words()[span.first - 1].trigger_kinds != 0;
      stretch.part_of_hashtag = std::ranges::any_of(
          example.features, [](const auto& f) { return f.feature == geo::Feature::part_of_hashtag; });
      const auto label = label_of(document, stretch);
      if (!label) continue;
      example.is_place = *label;
      example.set = document.set;
      example.fold = document.fold;
      examples.push_back(example);
    }
  }
  return examples;
}

// Resolves the documents that `chosen` lets through, counts, and adds their lines to `predictions`.
template <typename Chosen>
train::Counts evaluate(geo::Engine& engine, geo::JsonWriter& json, const std::vector<Document>& documents,
                       Chosen chosen, bool errors, std::string& predictions) {
  train::Counts counts;
  for (const Document& document : documents) {
    if (!chosen(document)) continue;
    const geo::Resolution resolution = engine.resolve({document.text, {}, {}, {}}, {});
    count(document, resolution.mentions, counts);
    if (errors) write_out(errors_of(document, engine, resolution.mentions));
    json.append({document.id, {}, {}, document.text}, resolution, predictions);
  }
  return counts;
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
  const auto sets = static_cast<unsigned>(options.files.size());
  std::vector<Document> documents;
  for (unsigned set = 0; set < sets; ++set) {
    if (auto read = train::read_documents(options.files[set], set, documents); !read)
      return fail_with(read.error());
  }
  if (documents.empty())
    return fail_with({ErrorCode::parse, options.files.front() + ": there are no labelled documents in it"});
  geo::Engine engine(*gazetteer, geo::Weights::built_in());
  geo::JsonWriter json(*gazetteer);
  std::vector<Example> examples;
  geo::Weights weights;
  for (unsigned round = 0; round < options.rounds; ++round) {
    examples = collect(engine, documents);
    weights = learn(
        examples, [](const Example&) { return true; }, options.penalties);
    engine.set_weights(weights);
  }
  write_out(fmt::format("{} documents, {} examples, {} features\n", documents.size(), examples.size(),
                        geo::kFeatureCount));
  std::string seen;
  for (unsigned set = 0; set < sets; ++set) {
    const auto counts = evaluate(
        engine, json, documents, [&](const Document& d) { return d.set == set; }, false, seen);
    write_out(counts.line("all weights, " + options.files[set]) + '\n');
  }
  std::string folds;
  train::Counts unseen;
  for (unsigned fold = 0; fold < options.folds; ++fold) {
    const auto in_fold = [&](const auto& one) { return one.fold % options.folds == fold; };
    engine.set_weights(learn(
        examples, [&](const Example& e) { return !in_fold(e); }, options.penalties));
    unseen += evaluate(engine, json, documents, in_fold, false, folds);
  }
  write_out(unseen.line("unseen folds of all sets") + '\n');
  std::string left_out;
  for (unsigned set = 0; set < sets && sets > 1; ++set) {
    engine.set_weights(learn(
        examples, [&](const Example& e) { return e.set != set; }, options.penalties));
    const auto counts = evaluate(
        engine, json, documents, [&](const Document& d) { return d.set == set; }, options.errors, left_out);
    write_out(counts.line("left out: " + options.files[set]) + '\n');
  }
  constexpr std::string_view kHead =
      "# What each feature of geo/resolve/features.h adds to the log-odds of a place. Learned by "
      "`kharita train`; see data/SOURCES.md.\n";
  for (const auto& [file, text] :
       {std::pair(options.predictions, folds), std::pair(options.left_out, left_out),
        std::pair(options.output, std::string(kHead) + weights.to_tsv())}) {
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
                   "Labelled NDJSON, a set of documents each: text, mentions [{start, end, score}]")
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
