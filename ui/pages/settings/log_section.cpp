#include "ui/pages/settings/log_section.h"

#include <algorithm>
#include <array>
#include <string_view>

#include "ui/pages/providers/provider_checks.h"
#include "ui/pages/settings/setting_row.h"
#include "ui/widgets/segmented_control.h"

namespace ui {
namespace {

using namespace Qt::Literals::StringLiterals;

constexpr std::array<std::string_view, 4> kLevels{"debug", "info", "warning", "error"};
constexpr std::int64_t kMostMegabytes = 1024;
constexpr std::int64_t kMostFiles = 50;

} // namespace

LogSection::LogSection(admin::AdminClient &client, QWidget *parent)
    : NumberSection(tr("Log"), client, parent),
      m_level(new SegmentedControl({tr("Everything"), tr("Info"), tr("Warnings"), tr("Errors")}, this)),
      m_levelRow(nullptr)
{
    setObjectName(u"logSection"_s);
    m_level->setObjectName(u"logLevel"_s);
    m_level->setAccessibleName(tr("What is kept"));
    m_level->setEnabled(false); // until the gateway has said what holds
    m_levelRow = addRow(tr("What is kept"),
                        tr("Lines that matter less go nowhere. Everything is for looking for a fault: it is much, and "
                           "fills the files quickly."),
                        m_level);
    connect(m_level, &SegmentedControl::chosen, this, &LogSection::saveLevel);
    addNumber({.name = "log_file_megabytes", .most = kMostMegabytes, .least = 0}, tr("Megabytes of a file"),
              tr("A larger one makes way for a new one. 0: nothing is written to files."));
    addNumber({.name = "log_files", .most = kMostFiles, .least = 1}, tr("Files"),
              tr("So many are kept; the oldest goes."));
}

void LogSection::take(const base::Json &settings)
{
    const std::string level = base::textOr(base::at(settings, "log_level"));
    const auto *hit = std::ranges::find(kLevels, level);
    m_kept = static_cast<int>(hit == kLevels.end() ? 1 : hit - kLevels.begin());
    m_level->setCurrent(m_kept);
    m_level->setEnabled(true);
}

void LogSection::saveLevel(int index)
{
    send({{"log_level", kLevels[static_cast<std::size_t>(index)]}}, [this](const base::Result<base::Json> &answer) {
        m_levelRow->setError(answer ? QString() : refusalWords(answer.error()));
        if (!answer)
            m_level->setCurrent(m_kept);
    });
}

} // namespace ui
