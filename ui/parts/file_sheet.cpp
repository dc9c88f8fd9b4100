#include "ui/parts/file_sheet.h"

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

FileSheet::FileSheet(admin::AdminClient &client, QWidget &window, const QString &name, const QStringList &formats)
    : Sheet(window, metric::kSheetWidth),
      m_run(client, this),
      m_name(name),
      m_form(new QWidget),
      m_column(new QVBoxLayout(m_form)),
      m_format(new SegmentedControl(formats, m_form)),
      m_path(new PathField(PathField::Kind::Save, m_form)),
      m_progress(new ProgressBar(this)),
      m_words(new Label(TextRole::Body, Tone::Quiet, this)),
      m_act(new Button(Button::Kind::Primary, tr("Export"), this))
{
    setObjectName(named("ExportSheet"_L1));
    m_column->setContentsMargins(24, 8, 24, 24);
    m_column->setSpacing(16);
    buildFooter();
    connect(&m_run, &ExportRun::progressed, this, &FileSheet::present);
    connect(&m_run, &ExportRun::failed, this, &FileSheet::fail);
    connect(&m_run, &ExportRun::finished, this, [this](const QString &path) {
        Q_EMIT saved(path);
        close();
    });
    connect(this, &Sheet::closed, this, &QObject::deleteLater);
}

FormField *FileSheet::addField(const QString &label, QWidget *control, const QString &name)
{
    control->setObjectName(name);
    auto *field = new FormField(label, control, name, m_form);
    m_column->addWidget(field);
    return field;
}

void FileSheet::addFormatAndPlace()
{
    auto *place = new QWidget(m_form);
    auto *row = new QHBoxLayout(place);
    row->setContentsMargins({});
    row->addWidget(m_format);
    row->addStretch();
    place->setFocusProxy(m_format);
    m_format->setAccessibleName(tr("Format"));
    m_formatField = addField(tr("Format"), place, named("Format"_L1));
    m_format->setObjectName(named("FormatChoice"_L1));
    connect(m_format, &SegmentedControl::chosen, this, [this] { follow(); });
    m_path->line()->setAccessibleName(tr("Save as"));
    m_path->line()->setObjectName(named("ExportPath"_L1));
    m_pathField = addField(tr("Save as"), m_path, u"path"_s);
    connect(m_path, &PathField::edited, this, [this] { m_pathField->setError({}); });
    connect(m_path->line(), &QLineEdit::returnPressed, m_act, &QAbstractButton::click);
    m_column->addStretch();
    setContent(m_form);
    follow();
    present();
}

void FileSheet::buildFooter()
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
    connect(m_act, &QAbstractButton::clicked, this, &FileSheet::startOrCancel);
}

QString FileSheet::named(QLatin1StringView what) const
{
    if (!m_name.isEmpty())
        return m_name + what;
    QString out(what);
    out[0] = out[0].toLower();
    return out;
}

int FileSheet::format() const
{
    return m_format->current();
}

void FileSheet::follow()
{
    if (m_pathField == nullptr)
        return;
    m_path->setFilter(filter());
    suggestPath();
}

/// A name that somebody typed stays.
void FileSheet::suggestPath()
{
    if (m_path->path() != m_suggested)
        return;
    m_suggested = downloadPath(fileName());
    m_path->setPath(m_suggested);
}

void FileSheet::startOrCancel()
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
    m_run.start(call(), m_path->path(), extent());
    present();
}

void FileSheet::fail(const base::Error &error)
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

void FileSheet::present()
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
