#include "ui/pages/audit/audit_export_sheet.h"

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
namespace {

using namespace Qt::Literals::StringLiterals;

} // namespace

AuditExportSheet::AuditExportSheet(admin::AdminClient &client, QWidget &window, Wish wish)
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
    setObjectName(u"auditExportSheet"_s);
    setTitle(tr("Export the audit log"));
    setSubtitle(m_wish.filter.empty() ? tr("All entries, newest first")
                                      : tr("The entries that are shown, newest first"));
    build();
    buildFooter();
    connect(&m_run, &ExportRun::progressed, this, &AuditExportSheet::present);
    connect(&m_run, &ExportRun::failed, this, &AuditExportSheet::fail);
    connect(&m_run, &ExportRun::finished, this, [this](const QString &path) {
        Q_EMIT saved(path);
        close();
    });
    connect(this, &Sheet::closed, this, &QObject::deleteLater);
    suggestPath();
    present();
}

void AuditExportSheet::build()
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
    place->setObjectName(u"auditFormat"_s);
    m_format->setAccessibleName(tr("Format"));
    m_format->setObjectName(u"auditFormatChoice"_s);
    column->addWidget(new FormField(tr("Format"), place, u"auditFormat"_s, m_form));
    m_path->setObjectName(u"path"_s);
    m_path->line()->setAccessibleName(tr("Save as"));
    m_path->line()->setObjectName(u"auditExportPath"_s);
    m_pathField = new FormField(tr("Save as"), m_path, u"path"_s, m_form);
    column->addWidget(m_pathField);
    column->addStretch();
    connect(m_format, &SegmentedControl::chosen, this, &AuditExportSheet::suggestPath);
    connect(m_path, &PathField::edited, this, [this] { m_pathField->setError({}); });
    connect(m_path->line(), &QLineEdit::returnPressed, m_act, &QAbstractButton::click);
    setContent(m_form);
}

void AuditExportSheet::buildFooter()
{
    m_progress->setObjectName(u"auditExportProgress"_s);
    m_progress->setAccessibleName(tr("Progress"));
    m_progress->setMinimumWidth(140);
    m_words->setObjectName(u"auditExportWords"_s);
    m_words->setWordWrap(true);
    m_act->setObjectName(u"auditExportAct"_s);
    footer()->addWidget(m_progress);
    footer()->addWidget(m_words, 1);
    footer()->addStretch();
    footer()->addWidget(m_act);
    connect(m_act, &QAbstractButton::clicked, this, &AuditExportSheet::startOrCancel);
}

bool AuditExportSheet::isCsv() const
{
    return m_format->current() == 0;
}

/// A name that somebody typed stays.
void AuditExportSheet::suggestPath()
{
    m_path->setFilter(isCsv() ? u"CSV (*.csv)"_s : u"JSON (*.ndjson)"_s);
    if (m_path->path() != m_suggested)
        return;
    m_suggested = downloadPath(isCsv() ? u"switchyard-audit.csv"_s : u"switchyard-audit.ndjson"_s);
    m_path->setPath(m_suggested);
}

void AuditExportSheet::startOrCancel()
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
    admin::AdminCall call{.operation = "audit.export", .query = m_wish.filter};
    call.query.emplace_back("format", isCsv() ? "csv" : "ndjson");
    m_run.start(std::move(call), m_path->path(), {.fromMs = m_wish.newest, .toMs = 0}); // it goes back to the first
    present();
}

void AuditExportSheet::fail(const base::Error &error)
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

void AuditExportSheet::present()
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
