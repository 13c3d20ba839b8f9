// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/cli/command_line.h"

#include "app/cli/annotation_options.h"
#include "app/cli/commands.h"
#include "app/cli/model_options.h"
#include "app/cli/network_options.h"
#include "app/cli/removal_options.h"
#include "app/cli/report_options.h"
#include "app/cli/setup_options.h"
#include "app/common/command_advice.h"
#include "app/common/demo.h"
#include "app/common/exit_code.h"
#include "core/base/coalition.h"
#include "core/base/error.h"
#include "core/base/version.h"
#include "core/models/modules/torch_runtime.h"
#include "core/samples/unclear.h"

#include <CLI/CLI.hpp>

#include <algorithm>
#include <cstdlib>
#include <functional>
#include <iostream>
#include <new>

namespace palimpsest {

namespace {

constexpr const char* kTrustText = "Run TorchScript files, which are programs, without being asked";

/// The subcommands; parsing stores what is to be run.
class Parser
{
public:
    Parser() : m_app("Palimpsest: which knowledge fine-tuning preserves, discards and adds.")
    {
        m_app.name("palimpsest-cli");
        m_app.require_subcommand(1);
        m_app.fallthrough();
        m_app.set_version_flag("--version", "palimpsest-cli " + version() + " (LibTorch " +
                                                torchVersion() + ")");
        m_app.add_flag("-q,--quiet", m_quiet, "Only errors on standard error");
        m_app.add_flag("-v,--verbose", m_verbose, "One line per unit");
        addDemo();
        addOptions(*add("new", "Make an empty study", m_new), m_new);
        addOptions(*add("add-samples", "Add pictures or sentences to a study", m_addSamples),
                   m_addSamples);
        addOptions(*add("add-checkpoints", "Add checkpoints to a study", m_addCheckpoints),
                   m_addCheckpoints);
        addOptions(*add("locate", "Say where files are that a study misses", m_locate), m_locate);
        addOptions(*add("accuracy", "Measure how often each checkpoint is right", m_accuracy),
                   m_accuracy);
        addOptions(*add("set", "Show or change what a study's numbers depend on", m_set), m_set);
        addOptions(*add("rename",
                        "Give a sample, run or part another name, a checkpoint another epoch",
                        m_rename),
                   m_rename);
        addOptions(
            *add("remove", "Remove a sample, run or checkpoint; its files wait in bin/", m_remove),
            m_remove);
        addOptions(*add("bin", "List what was removed from a study and waits in bin/", m_bin),
                   m_bin);
        addOptions(
            *add("import-parts", "Take parts from annotations of other programs", m_importParts),
            m_importParts);
        addOptions(
            *add("export-parts", "Write parts as annotations for other programs", m_exportParts),
            m_exportParts);
        addOptions(*add("part-sets",
                        "Names of parts that samples share: which there are, and who lacks some",
                        m_partSets),
                   m_partSets);
        addExtract();
        addOptions(
            *add("analyse", "Print preserved, discarded and new knowledge by epoch", m_analyse),
            m_analyse);
        addOptions(*add("figure", "Draw a figure for a paper", m_figure), m_figure);
        addOptions(*add("export", "Pack values into one HDF5 file, or curves into CSV", m_export),
                   m_export);
        addInspect();
        addPacking();
        addBench();
        addOptions(*add("probe", "Fit a linear head on the features of a frozen network", m_probe),
                   m_probe);
        addTrust();
        addOptions(*add("logits", "Say what a model answers to one input", m_logits), m_logits);
    }

    CLI::App& app() { return m_app; }
    int runParsed() const { return m_run(); }

private:
    template<typename Command>
    CLI::App* add(const char* name, const char* description, Command& command)
    {
        CLI::App* subcommand = m_app.add_subcommand(name, description);
        subcommand->callback([this, subcommand, &command] {
            requireWords(*subcommand);
            if constexpr (requires { command.verbosity; }) {
                command.verbosity = m_quiet     ? Verbosity::Quiet
                                    : m_verbose ? Verbosity::Verbose
                                                : Verbosity::Normal;
            }
            m_run = [&command] { return run(command); };
        });
        return subcommand;
    }

    /// An empty path would be taken for the current folder by some and for none by others.
    static void requireWords(const CLI::App& subcommand)
    {
        for (const CLI::Option* option : subcommand.get_options()) {
            if (option->get_required() && std::ranges::count(option->results(), "") > 0) {
                throw CLI::ValidationError(option->get_name(), "is empty");
            }
        }
    }

    void addDemo()
    {
        CLI::App* command = add("demo", "Put a copy of a demo study into a folder", m_demo);
        command->add_option("DIR", m_demo.folder, "New folder")->required();
        CLI::Option* text =
            command->add_flag("--text", m_demo.text, "The one of film reviews instead of garments");
        command
            ->add_flag("--photos", m_demo.photos,
                       "The one of photographs of cats and dogs, with its values")
            ->excludes(text);
    }

    void addExtract()
    {
        CLI::App* command =
            add("extract", "Run the models on every masking that has no values yet", m_extract);
        addStudy(*command, m_extract.study);
        addRunOptions(command, m_extract);
        command->add_option("--only", m_extract.only, "LINEAGE or LINEAGE/EPOCH");
        command->add_flag("--dry-run", m_extract.dryRun, "Say what would be run, and stop");
        command->add_flag("-y,--yes", m_extract.yes, "Do not ask before very many maskings");
        command->add_flag("--trust", m_extract.trust, kTrustText);
        command->add_flag("--json", m_extract.json, "Print the result as JSON");
    }

    void addInspect()
    {
        CLI::App* command =
            add("inspect", "Say what a checkpoint, a study or one of its files holds", m_inspect);
        command
            ->add_option("FILE", m_inspect.file,
                         "Checkpoint, folder of Hugging Face or of a study, or file of one")
            ->required();
        command->add_flag("--json", m_inspect.json, "Print as JSON");
    }

    void addBench()
    {
        CLI::App* command =
            add("bench", "Measure how near extraction comes to the bare forward pass", m_bench);
        command
            ->add_option("MODEL", m_bench.model,
                         "Checkpoint of a known architecture, TorchScript, or weights with "
                         "--template")
            ->required();
        command->add_option("--template", m_bench.modelTemplate, "TorchScript for the weights");
        addNetworkOptions(*command, m_bench.network);
        command->add_option("--n", m_bench.parts, "Number of parts [10]")
            ->check(CLI::Range(1, kMaxParts));
        command->add_option("--image", m_bench.image, "Square picture [noise]");
        command->add_option("--size", m_bench.size, "Side of the noise picture in pixels [224]")
            ->check(CLI::Range(1, 4096));
        command->add_option("--channels", m_bench.channels, "1 or 3 [3]")
            ->check(CLI::IsMember({1, 3}));
        addRunOptions(command, m_bench);
        command->add_flag("--trust", m_bench.trust, kTrustText);
        command->add_flag("--json", m_bench.json, "Print every figure as JSON");
    }

    /// How a command runs models.
    template<typename Command>
    static void addRunOptions(CLI::App* app, Command& command)
    {
        app->add_option("--device", command.device,
                        "cpu, cuda or cuda:N [cuda where there is one]");
        app->add_option("--threads", command.threads,
                        "CPU threads [the study's plan, or the fastest]")
            ->check(CLI::Range(1, 1024));
        app->add_option("--batch", command.batch,
                        "Maskings per pass [the study's plan, or the fastest]")
            ->check(CLI::Range(1, 1 << 20));
    }

    void addPacking()
    {
        CLI::App* pack = add("pack", "Put the values of each checkpoint into one file", m_pack);
        addStudy(*pack, m_pack.study);
        pack->add_flag("--json", m_pack.json, "Print the result as JSON");
        CLI::App* unpack = add("unpack", "Give every packed unit its own file back", m_unpack);
        addStudy(*unpack, m_unpack.study);
        unpack->add_flag("--json", m_unpack.json, "Print the result as JSON");
    }

    void addTrust()
    {
        CLI::App* command =
            add("trust", "List the TorchScript files you have agreed to, or take it back", m_trust);
        auto* list = command->add_flag("--list");
        list->description("Print them; what this command does by itself");
        command->add_flag("--json", m_trust.json, "Print the list as JSON");
        command
            ->add_option("--forget", m_trust.forget,
                         "SHA-256 or path of one that is to be asked about again, or all")
            ->excludes(list);
    }

    CLI::App m_app;
    bool m_quiet = false;
    bool m_verbose = false;
    DemoCommand m_demo;
    NewCommand m_new;
    AddSamplesCommand m_addSamples;
    AddCheckpointsCommand m_addCheckpoints;
    AccuracyCommand m_accuracy;
    LocateCommand m_locate;
    SetCommand m_set;
    RenameCommand m_rename;
    RemoveCommand m_remove;
    BinCommand m_bin;
    ImportPartsCommand m_importParts;
    ExportPartsCommand m_exportParts;
    PartSetsCommand m_partSets;
    ExtractCommand m_extract;
    AnalyseCommand m_analyse;
    FigureCommand m_figure;
    ExportCommand m_export;
    InspectCommand m_inspect;
    PackCommand m_pack;
    UnpackCommand m_unpack;
    BenchCommand m_bench;
    TrustCommand m_trust;
    ProbeCommand m_probe;
    LogitsCommand m_logits;
    std::function<int()> m_run;
};

int complain(const std::exception& error, int code)
{
    std::cerr << "palimpsest-cli: " << withCommand(error) << "\n";
    return code;
}

/// The option that answers a question of core.
std::string answerOf(Question question)
{
    switch (question) {
    case Question::ImageColumn:
        return " Name it with --image-column.";
    case Question::TextColumn:
        return " Name it with --text-column; for two, with a comma between them.";
    case Question::LabelColumn:
        return " Name it with --label-column.";
    case Question::Labels:
        break;
    }
    return " Write it as --label-map LABEL=CLASS,LABEL=CLASS.";
}

/// Data that standard output did not take are an output that cannot be written.
int delivered(int code)
{
    std::cout.flush();
    if (!std::cout) {
        throw NotWritable("Standard output cannot be written. Make room or choose another file.");
    }
    return code;
}

} // namespace

int runCommandLine(int argc, char** argv)
{
    try {
        Parser parser;
        try {
            parser.app().parse(argc, argv);
        } catch (const CLI::ParseError& error) {
            return parser.app().exit(error) == 0 ? kOk : kUsage;
        }
        return delivered(parser.runParsed());
    } catch (const NotWritable& error) {
        return complain(error, kNotWritable);
    } catch (const OutOfMemory& error) {
        return complain(error, kOutOfMemory);
    } catch (const std::bad_alloc&) {
        return complain(OutOfMemory("Memory ran out. Close other programs and try again."),
                        kOutOfMemory);
    } catch (const std::system_error& error) { // no memory for a thread
        const bool isMemory = error.code() == std::errc::resource_unavailable_try_again ||
                              error.code() == std::errc::not_enough_memory;
        return complain(error, isMemory ? kOutOfMemory : kBadInput);
    } catch (const Unclear& question) {
        return complain(BadInput(question.what() + answerOf(question.question())), kBadInput);
    } catch (const std::exception& error) {
        return complain(error, kBadInput);
    }
}

} // namespace palimpsest
