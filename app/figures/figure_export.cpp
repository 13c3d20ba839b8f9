// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/figures/figure_export.h"

#include "app/sheets/sheet_source.h"
#include "core/analysis/provenance.h"
#include "core/base/draft.h"
#include "core/base/error.h"
#include "core/base/files.h"
#include "core/base/folders.h"
#include "core/base/links.h"
#include "core/study/own_files.h"
#include "widgets/plots/figure_render.h"

#include <charconv>
#include <string_view>
#include <utility>

namespace palimpsest {

namespace {

constexpr double kMillimetresPerInch = 25.4;
constexpr double kNarrowest = 20.0;
constexpr double kWidest = 500.0;

std::string_view view(const QByteArray& bytes)
{
    return {bytes.constData(), static_cast<std::size_t>(bytes.size())};
}

QByteArray render(Figure& figure, const FigureContent& content, const FigureRequest& request,
                  const std::string& provenance)
{
    const QString title = QStringLiteral("%1: %2").arg(
        QString::fromLatin1(request.kind.name),
        QString::fromStdString(request.kind.comparison(content.study, content.analysis)));
    const std::string extension = request.out.extension().string();
    if (extension == ".svg") {
        return renderSvg(figure, title);
    }
    if (extension == ".pdf") {
        return renderPdf(figure, title, QByteArray::fromStdString(provenance));
    }
    if (extension == ".png") {
        return renderPng(figure);
    }
    throw BadInput("Figures are written as .svg, .pdf or .png, not as " + quoted(request.out) +
                   ".");
}

/// A file that belongs to a figure.
std::filesystem::path beside(std::filesystem::path out, const char* ending)
{
    return out.replace_extension(ending);
}

} // namespace

void requireFigureFile(const std::filesystem::path& out)
{
    for (const std::filesystem::path& file : {out, beside(out, ".csv"), beside(out, ".json")}) {
        if (!linkTarget(file).empty()) { // wherever it leads
            requireOutput(file);
        }
        requireNoOwnFile(file);
    }
    requireOutput(out);
    std::error_code status;
    const bool isOurs = isProvenance(beside(out, ".json"));
    for (const char* ending : {".csv", ".json"}) {
        const std::filesystem::path other = beside(out, ending);
        requireOutput(other);
        if (std::filesystem::exists(other, status) && !isOurs) {
            throw BadInput("Beside " + quoted(out) + " stands " + quoted(other) +
                           ", which no figure made and which this one would replace. Name " +
                           "another file.");
        }
    }
}

double parseWidth(const std::string& text)
{
    double value = 0.0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    const std::string unit(end, text.data() + text.size());
    const double width = unit == "in" ? value * kMillimetresPerInch : value;
    if (error != std::errc() || (unit != "mm" && unit != "in" && !unit.empty()) ||
        !(width >= kNarrowest && width <= kWidest)) {
        throw BadInput("\"" + text + "\" is no width. Give millimetres or inches between 20 mm " +
                       "and 500 mm, as 89mm or 3.39in.");
    }
    return width;
}

FigureContent figureContent(StudyInputs& inputs, const FigureKind& kind, const Analysis& analysis,
                            std::size_t epoch)
{
    FigureContent content{
        .study = inputs.study(), .analysis = analysis, .epoch = epoch, .samples = {}};
    if (!kind.hasSamples) {
        return content;
    }
    const auto sheets = sheetSource(inputs.folder(), inputs.study());
    for (const SampleReport& report : analysis.samples) {
        auto [picture, parts] = sheets->drawn(inputs.sample(report.index), inputs.study().settings);
        content.samples.push_back({report.id, std::move(picture), std::move(parts)});
    }
    return content;
}

std::unique_ptr<Figure> layOut(const FigureKind& kind, const FigureContent& content, double widthMm)
{
    return makeFigure(kind, content,
                      static_cast<int>(widthMm / kMillimetresPerInch * kUnitsPerInch + 0.5));
}

void exportFigure(StudyInputs& inputs, const FigureContent& content, const FigureRequest& request)
{
    const auto figure = layOut(request.kind, content, request.widthMm);
    const std::string provenance =
        provenanceJson(inputs, content.analysis,
                       {.kind = request.kind.name,
                        .comparison = request.kind.comparison(content.study, content.analysis),
                        .caption = figure->note().toStdString(),
                        .widthMm = request.widthMm,
                        .epoch = content.analysis.curve[content.epoch].epoch});
    const QByteArray drawing = render(*figure, content, request, provenance);

    requireFigureFile(request.out);
    // All three are on their way before the first takes its place.
    Draft origin(beside(request.out, ".json"));
    origin.write(provenance + "\n");
    Draft data(beside(request.out, ".csv"));
    data.write(request.kind.data(content));
    Draft picture(request.out);
    picture.write(view(drawing));
    for (Draft* draft : {&origin, &data, &picture}) {
        draft->takePlace();
    }
}

} // namespace palimpsest
