#include "ui/pages/logs/diagnostics_sheet.h"

#include <QAccessible>
#include <QDateTime>
#include <QDir>
#include <QFileInfo>
#include <QHBoxLayout>
#include <QLocale>
#include <QMenu>
#include <QSaveFile>
#include <QVBoxLayout>

#include "ui/pages/providers/provider_checks.h"
#include "ui/widgets/button.h"
#include "ui/widgets/code_view.h"
#include "ui/widgets/filter_button.h"
#include "ui/widgets/form_field.h"
#include "ui/widgets/label.h"
#include "ui/widgets/line_edit.h"
#include "ui/widgets/path_field.h"

namespace ui {
namespace {

using namespace Qt::Literals::StringLiterals;

constexpr int kWidth = 760;
constexpr int kSide = 24;
constexpr int kTextHeight = 320;

} // namespace

DiagnosticsSheet::DiagnosticsSheet(admin::AdminClient &client, QWidget &window)
    : Sheet(window, kWidth),
      m_client(client),
      m_choice(new FilterButton(FilterButton::Kind::Choice, tr("File"), this)),
      m_size(new Label(TextRole::Body, Tone::Quiet, this)),
      m_text(new CodeView(this)),
      m_path(new PathField(PathField::Kind::Save, this)),
      m_words(new Label(TextRole::Body, Tone::Quiet, this)),
      m_save(new Button(Button::Kind::Primary, tr("Save"), this))
{
    setObjectName(u"diagnosticsSheet"_s);
    setTitle(tr("Save diagnostics"));
    setSubtitle(tr("What helps to find a fault, in one file. No key, no password and no prompt is in it."));
    setContent(buildContent());
    buildFooter();
    connect(this, &Sheet::closed, this, &QObject::deleteLater);
    load();
}

QWidget *DiagnosticsSheet::buildContent()
{
    auto *content = new QWidget;
    auto *column = new QVBoxLayout(content);
    column->setContentsMargins(kSide, 8, kSide, kSide);
    column->setSpacing(12);
    auto *about = new Label(TextRole::Body, Tone::Plain, content);
    about->setText(tr("This is all of it. Look through it before you give it to somebody: names of providers, models "
                      "and keys, addresses and paths of this computer are in it."));
    about->setWordWrap(true);
    column->addWidget(about);
    auto *row = new QHBoxLayout;
    row->setSpacing(12);
    m_choice->setObjectName(u"diagnosticsFile"_s);
    m_choice->setEnabled(false);
    row->addWidget(m_choice);
    row->addWidget(m_size, 1);
    column->addLayout(row);
    m_text->setObjectName(u"diagnosticsText"_s);
    m_text->setAccessibleName(tr("What the file says"));
    m_text->setMinimumHeight(kTextHeight);
    column->addWidget(m_text, 1);
    m_path->setObjectName(u"path"_s);
    m_path->line()->setObjectName(u"diagnosticsPath"_s);
    m_path->line()->setAccessibleName(tr("Save as"));
    m_path->setFilter(u"tar (*.tar)"_s);
    m_path->setPath(downloadPath(u"switchyard-diagnostics.tar"_s));
    m_pathField = new FormField(tr("Save as"), m_path, u"path"_s, content);
    column->addWidget(m_pathField);
    connect(m_choice, &FilterButton::openWanted, this, &DiagnosticsSheet::chooseFile);
    connect(m_choice, &FilterButton::cleared, this, [this] { showFile(0); });
    connect(m_path, &PathField::edited, this, [this] { m_pathField->setError({}); });
    connect(m_path->line(), &QLineEdit::returnPressed, m_save, &QAbstractButton::click);
    return content;
}

void DiagnosticsSheet::buildFooter()
{
    m_words->setObjectName(u"diagnosticsWords"_s);
    m_words->setWordWrap(true);
    m_save->setObjectName(u"diagnosticsSave"_s);
    m_save->setEnabled(false);
    footer()->addWidget(m_words, 1);
    footer()->addStretch();
    footer()->addWidget(m_save);
    connect(m_save, &QAbstractButton::clicked, this, &DiagnosticsSheet::save);
}

void DiagnosticsSheet::load()
{
    say(tr("Being gathered…"), false);
    m_client.call({.operation = "doctor.bundle"}, this, [this](const base::Result<base::Json> &answer) {
        if (answer)
            return take(*answer);
        say(refusalWords(answer.error()), true);
    });
}

void DiagnosticsSheet::take(const base::Json &answer)
{
    for (const base::Json &file : base::at(answer, "files"))
        m_files.push_back({base::textOr(base::at(file, "name")), base::textOr(base::at(file, "text"))});
    if (m_files.empty())
        return say(tr("There is nothing to save."), true);
    say({}, false);
    m_choice->setEnabled(true);
    m_save->setEnabled(true);
    showFile(0);
}

void DiagnosticsSheet::showFile(int index)
{
    m_shown = index;
    const base::TarFile &file = m_files[static_cast<std::size_t>(index)];
    m_choice->setValue(QString::fromStdString(file.name));
    m_size->setText(tr("%1 of %2 · %3")
                        .arg(QLocale().toString(index + 1), QLocale().toString(static_cast<int>(m_files.size())),
                             QLocale().formattedDataSize(static_cast<qint64>(file.text.size()))));
    m_text->setCode(QString::fromStdString(file.text), {});
    m_text->moveCursor(QTextCursor::Start);
}

void DiagnosticsSheet::chooseFile()
{
    auto *menu = new QMenu(m_choice);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    for (int i = 0; i < static_cast<int>(m_files.size()); ++i) {
        const QString name = QString::fromStdString(m_files[static_cast<std::size_t>(i)].name);
        QAction *action = menu->addAction(name, this, [this, i] { showFile(i); });
        action->setCheckable(true);
        action->setChecked(i == m_shown);
    }
    menu->popup(m_choice->mapToGlobal(QPoint(0, m_choice->height() + 4)));
}

void DiagnosticsSheet::say(const QString &words, bool isError)
{
    m_words->setText(words);
    m_words->setTone(isError ? Tone::Error : Tone::Quiet);
    m_words->setVisible(!words.isEmpty());
    if (!isError)
        return;
    QAccessibleEvent event(m_words, QAccessible::Alert);
    QAccessible::updateAccessibility(&event);
}

/// There whole or not at all, and only its owner's to read.
void DiagnosticsSheet::save()
{
    const QString path = m_path->path();
    if (path.isEmpty() || !QFileInfo(path).absoluteDir().exists()) {
        m_pathField->setError(tr("Give a file in a folder that there is."));
        return m_path->setFocus(Qt::OtherFocusReason);
    }
    const QByteArray bytes = QByteArray::fromStdString(base::tarOf(m_files, QDateTime::currentSecsSinceEpoch()));
    QSaveFile file(path);
    const bool open = file.open(QIODevice::WriteOnly) && file.setPermissions(QFile::ReadOwner | QFile::WriteOwner);
    if (!open || file.write(bytes) != bytes.size() || !file.commit())
        return say(tr("It could not be written: %1").arg(file.errorString()), true);
    Q_EMIT saved(path);
    close();
}

} // namespace ui
