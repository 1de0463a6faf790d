// kharita train: learns the recognition model's weights from labelled documents, with cross-validation by
// document.
#include <CLI/CLI.hpp>
#include <algorithm>
#include <array>
#include <cmath>
#include <cstdio>
#include <fstream>
#include <memory>
#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "app/cli/cli.h"
#include "app/cli/output.h"
#include "app/cli/paths.h"
#include "geo/resolve/engine.h"
#include "geo/resolve/json.h"
#include "geo/text/normalise.h"
#include "geo/text/span_cutter.h"

namespace kharita::app::cli {
namespace {

constexpr std::size_t kFeatures = geo::kFeatureCount;

struct Options {
  std::vector<std::string> files;
  unsigned folds = 5;
  double ridge = 2;
  unsigned rounds = 2;
  std::string output;       // the weights
  std::string predictions;  // of the unseen folds, as `resolve` writes them
  bool errors = false;      // list the unseen folds' errors
};

// A labelled stretch, in code points.
struct Label {
  std::uint32_t start = 0;
  std::uint32_t end = 0;
  bool is_place = false;  // else: may be found or not
};

struct Document {
  std::string id;
  std::string text;
  std::vector<Label> labels;
  std::vector<std::string> names;  // the labelled places' letters, where the offsets were found by search
  unsigned fold = 0;
};

struct Example {
  geo::FeatureList features;
  bool is_place = false;
  unsigned fold = 0;
};

// A text's letters as labels are compared by: without '#', '_' and white space.
std::string letters_of(std::string_view text) {
  std::string letters = geo::text::normalise(text);
  std::erase_if(letters, [](char c) { return c == '#' || c == '_' || c == ' '; });
  return letters;
}

// In some files every label stands at the first occurrence of its text, since its offsets were found by
// search: what is labelled may be a part of a longer hashtag, and the place itself, further on, is not.
// There a name that is labelled anywhere in its document says nothing where no label stands.
void note_searched_labels(std::vector<Document>& documents, std::size_t first,
                          const std::vector<std::vector<std::string>>& texts) {
  for (std::size_t i = first; i < documents.size(); ++i) {
    const Document& document = documents[i];
    for (std::size_t j = 0; j < document.labels.size(); ++j) {
      const std::string& name = texts[i - first][j];
      const std::size_t at = document.text.find(name);
      if (name.empty() || at == std::string::npos) return;
      const std::string_view before = std::string_view(document.text).substr(0, at);
      if (geo::text::count_code_points(before) != document.labels[j].start) return;
    }
  }
  for (std::size_t i = first; i < documents.size(); ++i) {
    for (std::size_t j = 0; j < documents[i].labels.size(); ++j) {
      if (documents[i].labels[j].is_place) documents[i].names.push_back(letters_of(texts[i - first][j]));
    }
  }
}

Result<void> read_documents(const std::string& file, std::vector<Document>& out) {
  std::ifstream in(file);
  if (!in) return fail(ErrorCode::io, "{}: cannot be read", file);
  std::size_t number = 0;
  const std::size_t first = out.size();
  std::vector<std::vector<std::string>> texts;  // of the labels, by document
  for (std::string line; std::getline(in, line);) {
    ++number;
    const auto json = nlohmann::json::parse(line, nullptr, false);
    if (json.is_discarded() || !json.contains("text") || !json.contains("mentions")) {
      return fail(ErrorCode::parse, "{}:{}: not a labelled document", file, number);
    }
    Document document;
    document.id = json.value("id", std::to_string(number));
    document.text = json.value("text", "");
    texts.emplace_back();
    for (const auto& m : json["mentions"]) {
      texts.back().push_back(m.value("text", ""));
      document.labels.push_back({m.value("start", 0U), m.value("end", 0U), m.value("score", true)});
    }
    document.fold = static_cast<unsigned>(out.size());
    out.push_back(std::move(document));
  }
  note_searched_labels(out, first, texts);
  return {};
}

bool overlap(std::uint32_t a_start, std::uint32_t a_end, const Label& b) {
  return a_start < b.end && b.start < a_end;
}

// What the labels say of a span; none where they leave it open. A label may be wider than the name by its
// kind ("مدينة الكويت") or a '#'.
std::optional<bool> label_of(const Document& document, const geo::Engine& engine, const geo::Span& span) {
  const bool kind_before = span.first > 0 && engine.words()[span.first - 1].trigger_kinds != 0;
  bool open = false;
  for (const Label& label : document.labels) {
    if (!overlap(span.start, span.end, label)) continue;
    if (label.is_place && label.end == span.end && label.start <= span.start) {
      if (span.start - label.start <= 1 || kind_before) return true;
    }
    if (!label.is_place) open = true;
  }
  if (!open && !document.names.empty()) {
    const std::string name = letters_of(span.written);
    open = std::any_of(document.names.begin(), document.names.end(), [&](const std::string& label) {
      return name.find(label) != std::string::npos || label.find(name) != std::string::npos;
    });
  }
  return open ? std::nullopt : std::optional(false);
}

void collect(geo::Engine& engine, const std::vector<Document>& documents, std::vector<Example>& out) {
  out.clear();
  for (const Document& document : documents) {
    (void)engine.resolve({document.text, {}, {}, {}}, {});
    for (std::size_t i = 0; i < engine.spans().size(); ++i) {
      const auto label = label_of(document, engine, engine.spans()[i]);
      if (!label) continue;
      Example example;
      engine.features(i, example.features);
      example.is_place = *label;
      example.fold = document.fold;
      out.push_back(example);
    }
  }
}

using Vector = std::vector<double>;

// Solves a symmetric positive definite system in place by Cholesky's decomposition; the solution replaces
// `b`.
void solve(std::vector<Vector>& a, Vector& b) {
  const std::size_t n = b.size();
  for (std::size_t j = 0; j < n; ++j) {
    for (std::size_t k = 0; k < j; ++k)
      a[j][j] -= a[j][k] * a[j][k];
    a[j][j] = std::sqrt(std::max(a[j][j], 1e-12));
    for (std::size_t i = j + 1; i < n; ++i) {
      for (std::size_t k = 0; k < j; ++k)
        a[i][j] -= a[i][k] * a[j][k];
      a[i][j] /= a[j][j];
    }
  }
  for (std::size_t i = 0; i < n; ++i) {
    for (std::size_t k = 0; k < i; ++k)
      b[i] -= a[i][k] * b[k];
    b[i] /= a[i][i];
  }
  for (std::size_t i = n; i-- > 0;) {
    for (std::size_t k = i + 1; k < n; ++k)
      b[i] -= a[k][i] * b[k];
    b[i] /= a[i][i];
  }
}

// A feature's weight is the sum of one that all names share and one of its fame: examples of one fame teach
// the others, too.
constexpr std::size_t kColumns = kFeatures * (1 + geo::kFameCount);
constexpr double kBarred = 1e7;     // the ridge of a column that stays at zero
constexpr double kFamePenalty = 2;  // times the ridge: how much dearer what is special to a fame is

// Calls visit(column, value) for each column of an example's row.
template <typename Visit>
void for_columns(const Example& example, Visit visit) {
  const std::size_t fame = (1 + static_cast<std::size_t>(example.features.fame())) * kFeatures;
  for (const auto& [f, v] : example.features) {
    visit(static_cast<std::size_t>(f), static_cast<double>(v));
    visit(fame + static_cast<std::size_t>(f), static_cast<double>(v));
  }
}

// What a feature means tells which way it may speak: 1 for a place, -1 against it, 0 either way. A weight of
// the other sign would only say which words the labelled documents happen to hold.
int sign_of(geo::Feature feature) {
  using enum geo::Feature;
  switch (feature) {
    case population:
    case kind_word_placed:
    case curated:
    case preferred:
    case curated_long:
    case locative_1:
    case locative_2:
    case locative_3:
    case trigger_fits:
    case place_before:
    case place_after:
    case nisba_fits:
    case supported:
    case country_share:
    case dateline:
    case obscure_placed:
    case clitic_b:
    case nature_inside:
    case state_inside:
      return 1;
    case common:
    case written_his:
    case dictionary:
    case first_name:
    case surname:
    case is_cue:
    case article_missing:
    case kind_word:
    case nisba_variant:
    case nisba_after_definite:
    case w_links:
    case definite_after_definite:
    case definite_after_kind:
    case adjective_of_noun:
    case person_said:
    case first_name_goes_on:
    case part_and_nisba:
    case short_name:
    case foreign_name:
    case lone_variant:
    case obscure:
    case obscure_variant:
    case obscure_short:
    case title_1:
    case title_2:
    case title_3:
    case title_two_before:
    case link_before:
    case first_name_before:
    case org_before:
    case contradicted:
    case country_absent:
    case small_and_far:
    case nested:
    case covered:
    case crossed:
    case part_of_hashtag:
    case clitic_k:
    case article_dropped:
    case article_on_word:
    case skeleton:
    case in_phrase:
      return -1;
    default:
      return 0;
  }
}

// What a feature is expected to weigh before any document is seen: the ridge draws its weight there, not to
// zero. For those that labelled documents have too few of to tell.
double prior_of(geo::Feature feature) {
  using enum geo::Feature;
  switch (feature) {
    case in_phrase:
    case written_his:
    case kind_word:
    case w_links:
    case article_missing:
    case article_on_word:
      return -2;
    case lower_case:
      return -4;
    case kind_word_placed:
      return 3;
    case definite_after_definite:
    case definite_after_kind:
    case adjective_of_noun:
    case article_dropped:
    case link_before:
      return -1;
    case first_name_before:
    case first_name_goes_on:
    case person_said:
    case title_3:
      return -0.7;
    case title_2:
    case first_name:
    case surname:
    case common:
      return -0.4;
    default:
      return 0;
  }
}

// Ridge-penalised logistic regression by Newton's method, on the examples of all folds but `left_out`.
// Columns in `barred` stay at zero.
Vector fit(const std::vector<Example>& examples, std::optional<unsigned> left_out, unsigned folds,
           double ridge, const std::vector<bool>& barred, Vector weights, int steps) {
  std::vector<Vector> hessian(kColumns, Vector(kColumns));
  for (int step = 0; step < steps; ++step) {
    Vector gradient(kColumns, 0);
    for (Vector& row : hessian)
      std::fill(row.begin(), row.end(), 0.0);
    for (const Example& example : examples) {
      if (left_out && example.fold % folds == *left_out) continue;
      double sum = 0;
      for_columns(example, [&](std::size_t i, double v) { sum += weights[i] * v; });
      const double p = 1 / (1 + std::exp(-sum));
      const double curvature = std::max(p * (1 - p), 1e-6);
      for_columns(example, [&](std::size_t i, double v) {
        gradient[i] += ((example.is_place ? 1.0 : 0.0) - p) * v;
        for_columns(example, [&](std::size_t j, double u) { hessian[i][j] += curvature * v * u; });
      });
    }
    for (std::size_t i = 0; i < kColumns; ++i) {
      const double penalty = barred[i]       ? kBarred
                             : i == 0        ? 1e-3
                             : i < kFeatures ? ridge
                                             : ridge * kFamePenalty;  // the bias goes free
      const double drawn_to = i < kFeatures && !barred[i] ? prior_of(static_cast<geo::Feature>(i)) : 0;
      gradient[i] -= penalty * (weights[i] - drawn_to);
      hessian[i][i] += penalty;
    }
    solve(hessian, gradient);
    for (std::size_t i = 0; i < kColumns; ++i)
      weights[i] += gradient[i];
  }
  return weights;
}

// The weights, with the signs that their features may have: where one comes out wrong, its column is barred
// and all are learned again.
geo::Weights learn(const std::vector<Example>& examples, std::optional<unsigned> left_out, unsigned folds,
                   double ridge) {
  std::vector<bool> barred(kColumns, false);
  Vector weights = fit(examples, left_out, folds, ridge, barred, Vector(kColumns, 0), 7);
  for (int round = 0; round < 3; ++round) {
    for (std::size_t f = 0; f < kFeatures; ++f) {
      const int sign = sign_of(static_cast<geo::Feature>(f));
      if (sign * weights[f] < 0) barred[f] = true;
      for (std::size_t fame = 1; fame <= geo::kFameCount; ++fame) {
        if (sign * (weights[f] + weights[fame * kFeatures + f]) < 0) barred[fame * kFeatures + f] = true;
      }
    }
    weights = fit(examples, left_out, folds, ridge, barred, weights, 3);
  }
  geo::Weights result;
  for (std::size_t fame = 0; fame < geo::kFameCount; ++fame) {
    for (std::size_t i = 0; i < kFeatures; ++i) {
      const auto sign = static_cast<double>(sign_of(static_cast<geo::Feature>(i)));
      const double sum = weights[i] + weights[(1 + fame) * kFeatures + i];
      result.of[fame][i] = sign * sum < 0 ? 0.0F : static_cast<float>(sum);
    }
  }
  return result;
}

struct Counts {
  std::size_t right = 0;
  std::size_t wrong = 0;
  std::size_t missed = 0;
  [[nodiscard]] std::string line(std::string_view name) const {
    const auto share = [](std::size_t n, std::size_t of) {
      return of == 0 ? 0.0 : static_cast<double>(n) / static_cast<double>(of);
    };
    const double p = share(right, right + wrong);
    const double r = share(right, right + missed);
    return fmt::format("{:24} P {:.3f}  R {:.3f}  F1 {:.3f}   ({} right, {} false, {} missed)", name, p, r,
                       p + r > 0 ? 2 * p * r / (p + r) : 0, right, wrong, missed);
  }
};

// As score.py counts strict recognition.
void count(const Document& document, const std::vector<geo::Mention>& mentions, Counts& counts) {
  std::vector<std::pair<std::uint32_t, std::uint32_t>> gold;
  for (const Label& l : document.labels) {
    if (l.is_place) gold.emplace_back(l.start, l.end);
  }
  std::sort(gold.begin(), gold.end());
  gold.erase(std::unique(gold.begin(), gold.end()), gold.end());
  std::size_t hits = 0;
  for (const geo::Mention& m : mentions) {
    const auto touches = [&](bool place) {
      return std::any_of(document.labels.begin(), document.labels.end(),
                         [&](const Label& l) { return l.is_place == place && overlap(m.start, m.end, l); });
    };
    if (!touches(true) && touches(false)) continue;
    const bool hit = std::binary_search(gold.begin(), gold.end(), std::pair(m.start, m.end));
    hits += hit ? 1 : 0;
    counts.wrong += hit ? 0 : 1;
  }
  counts.right += hits;
  counts.missed += gold.size() - hits;
}

// One line for each error in a document: its kind, what was written, its log-odds where it was in the
// lattice.
void print_errors(const Document& document, const geo::Engine& engine,
                  const std::vector<geo::Mention>& mentions) {
  geo::text::SpanCutter cutter(document.text);
  const auto cut = [&](std::uint32_t start, std::uint32_t end) {
    std::string out(cutter.cut(start, end));
    std::replace(out.begin(), out.end(), '\n', '/');
    return out;
  };
  const auto context = [&](std::uint32_t start, std::uint32_t end) {
    return cut(start > 35 ? start - 35 : 0, start) + "[" + cut(start, end) + "]" + cut(end, end + 25);
  };
  for (const Label& label : document.labels) {
    if (!label.is_place) continue;
    const auto exact = [&](const auto& m) { return m.start == label.start && m.end == label.end; };
    if (std::any_of(mentions.begin(), mentions.end(), exact)) continue;
    const char* kind = std::any_of(mentions.begin(), mentions.end(),
                                   [&](const geo::Mention& m) { return overlap(m.start, m.end, label); })
                           ? "EDGE"
                           : "GAP";
    float odds = 0;
    for (std::size_t i = 0; i < engine.spans().size(); ++i) {
      if (!exact(engine.spans()[i])) continue;
      kind = "LOW";
      odds = engine.score(i);
    }
    std::printf("%s\t%s\t%.2f\t%s\t%s\n", kind, cut(label.start, label.end).c_str(),
                static_cast<double>(odds), document.id.c_str(), context(label.start, label.end).c_str());
  }
  for (const geo::Mention& m : mentions) {
    bool touches_place = false;
    bool touches_other = false;
    for (const Label& l : document.labels) {
      if (!overlap(m.start, m.end, l)) continue;
      (l.is_place ? touches_place : touches_other) = true;
    }
    if (touches_place || touches_other) continue;
    std::printf("FALSE\t%s\t%.2f\t%s\t%s\n", cut(m.start, m.end).c_str(), static_cast<double>(m.confidence),
                document.id.c_str(), context(m.start, m.end).c_str());
  }
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
  const auto gazetteer = geo::Gazetteer::open(gazetteer_file(common));
  if (!gazetteer) return fail_with(gazetteer.error());
  std::vector<Document> documents;
  for (const std::string& file : options.files) {
    if (auto read = read_documents(file, documents); !read) return fail_with(read.error());
  }
  if (documents.empty())
    return fail_with({ErrorCode::parse, options.files.front() + ": there are no labelled documents in it"});
  geo::Engine engine(*gazetteer, geo::Weights::built_in());
  std::vector<Example> examples;
  geo::Weights weights;
  for (unsigned round = 0; round < options.rounds; ++round) {
    collect(engine, documents, examples);
    weights = learn(examples, std::nullopt, options.folds, options.ridge);
    engine.set_weights(weights);
  }
  Counts seen;
  for (const Document& document : documents)
    count(document, engine.resolve({document.text, {}, {}, {}}, {}).mentions, seen);
  Counts unseen;
  std::string predictions;
  geo::JsonWriter json(*gazetteer);
  for (unsigned fold = 0; fold < options.folds; ++fold) {
    engine.set_weights(learn(examples, fold, options.folds, options.ridge));
    for (const Document& document : documents) {
      if (document.fold % options.folds != fold) continue;
      const geo::Resolution resolution = engine.resolve({document.text, {}, {}, {}}, {});
      count(document, resolution.mentions, unseen);
      if (options.errors) print_errors(document, engine, resolution.mentions);
      json.append({document.id, {}, {}, document.text}, resolution, predictions);
    }
  }
  std::printf("%zu documents, %zu examples, %zu features\n%s\n%s\n", documents.size(), examples.size(),
              kFeatures, seen.line("strict, as learned").c_str(),
              unseen.line("strict, unseen folds").c_str());
  constexpr std::string_view kHead =
      "# What each feature of geo/resolve/features.h adds to the log-odds of a place. Learned by "
      "`kharita train`; see data/SOURCES.md.\n";
  if (auto written = write_text(options.predictions, predictions); !written)
    return fail_with(written.error());
  if (auto written = write_text(options.output, std::string(kHead) + weights.to_tsv()); !written)
    return fail_with(written.error());
  return flush_output();
}

}  // namespace

void add_train_command(CLI::App& app, const Common& common, int& exit_code) {
  auto options = std::make_shared<Options>();
  CLI::App* command =
      app.add_subcommand("train", "Learns the recognition weights from labelled documents (for developers)");
  command->add_option("files", options->files, "Labelled NDJSON: text, mentions [{start, end, score}]")
      ->required();
  command->add_option("--folds", options->folds, "Parts of the cross-validation by document")
      ->check(CLI::Range(2U, 100U));
  command->add_option("--ridge", options->ridge, "The penalty on large weights");
  command->add_option("--rounds", options->rounds,
                      "How often the features are worked out anew with the weights learned");
  command->add_option("--predictions", options->predictions,
                      "Write the unseen folds' results here, one JSON object a line");
  command->add_flag("--errors", options->errors, "List the unseen folds' errors");
  command->add_option("-o,--output", options->output, "Write the weights here");
  command->callback([&common, &exit_code, options] { exit_code = run_train(common, *options); });
}

}  // namespace kharita::app::cli
