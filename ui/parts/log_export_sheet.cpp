#include "ui/parts/log_export_sheet.h"

#include <QAccessible>
#include <QDir>
#include <QFileInfo>
#include <QHBoxLayout>
#include <QVBoxLayout>

#include "ui/pages/providers/provider_checks.h"
#include "ui/theme/metrics.h"
#include "ui/widgets/button.h"
#include "ui/widgets/form_field.h"
#include "ui/widgets/label.h"
#include "ui/widgets/line_edit.h"
#include "ui/widgets/path_field.h"
#include "ui/widgets/progress_bar.h"
#include "ui/widgets/segmented_control.h"

namespace ui {

using namespace Qt::Literals::StringLiterals;

LogExportSheet::LogExportSheet(admin::AdminClient &client, QWidget &window, Wish wish)
    : Sheet(window, metric::kSheetWidth),
      m_run(client, this),
      m_wish(std::move(wish)),
      m_form(new QWidget),
      m_format(new SegmentedControl({u"CSV"_s, tr("JSON lines")}, m_form)),
      m_path(new PathField(PathField::Kind::Save, m_form)),
      m_progress(new ProgressBar(this)),
      m_words(new Label(TextRole::Body, Tone::Quiet, this)),
      m_act(new Button(Button::Kind::Primary, tr("Export"), this))
{
    setObjectName(named("ExportSheet"_L1));
    setTitle(m_wish.title);
    setSubtitle(m_wish.subtitle);
    build();
    buildFooter();
    connect(&m_run, &ExportRun::progressed, this, &LogExportSheet::present);
    connect(&m_run, &ExportRun::failed, this, &LogExportSheet::fail);
    connect(&m_run, &ExportRun::finished, this, [this](const QString &path) {
        Q_EMIT saved(path);
        close();
    });
    connect(this, &Sheet::closed, this, &QObject::deleteLater);
    suggestPath();
    present();
}

void LogExportSheet::build()
{
    auto *column = new QVBoxLayout(m_form);
    column->setContentsMargins(24, 8, 24, 24);
    column->setSpacing(16);
    auto *place = new QWidget(m_form);
    auto *row = new QHBoxLayout(place);
    row->setContentsMargins({});
    row->addWidget(m_format);
    row->addStretch();
    place->setFocusProxy(m_format);
    place->setObjectName(named("Format"_L1));
    m_format->setAccessibleName(tr("Format"));
    m_format->setObjectName(named("FormatChoice"_L1));
    column->addWidget(new FormField(tr("Format"), place, named("Format"_L1), m_form));
    m_path->setObjectName(u"path"_s);
    m_path->line()->setAccessibleName(tr("Save as"));
    m_path->line()->setObjectName(named("ExportPath"_L1));
    m_pathField = new FormField(tr("Save as"), m_path, u"path"_s, m_form);
    column->addWidget(m_pathField);
    column->addStretch();
    connect(m_format, &SegmentedControl::chosen, this, &LogExportSheet::suggestPath);
    connect(m_path, &PathField::edited, this, [this] { m_pathField->setError({}); });
    connect(m_path->line(), &QLineEdit::returnPressed, m_act, &QAbstractButton::click);
    setContent(m_form);
}

void LogExportSheet::buildFooter()
{
    m_progress->setObjectName(named("ExportProgress"_L1));
    m_progress->setAccessibleName(tr("Progress"));
    m_progress->setMinimumWidth(140);
    m_words->setObjectName(named("ExportWords"_L1));
    m_words->setWordWrap(true);
    m_act->setObjectName(named("ExportAct"_L1));
    footer()->addWidget(m_progress);
    footer()->addWidget(m_words, 1);
    footer()->addStretch();
    footer()->addWidget(m_act);
    connect(m_act, &QAbstractButton::clicked, this, &LogExportSheet::startOrCancel);
}

QString LogExportSheet::named(QLatin1StringView what) const
{
    return QString::fromLatin1(m_wish.name) + what;
}

bool LogExportSheet::isCsv() const
{
    return m_format->current() == 0;
}

/// A name that somebody typed stays.
void LogExportSheet::suggestPath()
{
    m_path->setFilter(isCsv() ? u"CSV (*.csv)"_s : u"JSON (*.ndjson)"_s);
    if (m_path->path() != m_suggested)
        return;
    m_suggested = downloadPath(m_wish.file + (isCsv() ? u".csv"_s : u".ndjson"_s));
    m_path->setPath(m_suggested);
}

void LogExportSheet::startOrCancel()
{
    m_words->setText({});
    if (m_run.isRunning()) {
        m_run.cancel();
        m_words->setText(tr("Stopped. Nothing was written."));
        return present();
    }
    if (m_path->path().isEmpty() || !QFileInfo(m_path->path()).absoluteDir().exists()) {
        m_pathField->setError(tr("Give a file in a folder that there is."));
        return m_path->setFocus(Qt::OtherFocusReason);
    }
    admin::AdminCall call{.operation = m_wish.operation, .query = m_wish.filter};
    call.query.emplace_back("format", isCsv() ? "csv" : "ndjson");
    m_run.start(std::move(call), m_path->path(), m_wish.extent);
    present();
}

void LogExportSheet::fail(const base::Error &error)
{
    present();
    if (showAtField(*m_form, error))
        return;
    m_words->setText(refusalWords(error));
    m_words->setTone(Tone::Error);
    m_words->show();
    QAccessibleEvent event(m_words, QAccessible::Alert);
    QAccessible::updateAccessibility(&event);
}

void LogExportSheet::present()
{
    const bool running = m_run.isRunning();
    m_act->setText(running ? tr("Cancel") : tr("Export"));
    m_form->setEnabled(!running);
    m_progress->setVisible(running && m_run.progress() >= 0);
    m_progress->setShare(qBound(0.0, m_run.progress(), 0.999));
    if (running)
        m_words->setText(m_run.progress() < 0 ? tr("Being made…") : QString());
    m_words->setTone(Tone::Quiet);
    m_words->setVisible(!m_words->text().isEmpty());
}

} // namespace ui
