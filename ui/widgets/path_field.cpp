#include "ui/widgets/path_field.h"

#include <QDir>
#include <QDragEnterEvent>
#include <QFileDialog>
#include <QHBoxLayout>
#include <QMimeData>
#include <QStandardPaths>
#include <QUrl>

#include "ui/widgets/button.h"
#include "ui/widgets/line_edit.h"

namespace ui {
namespace {

using namespace Qt::Literals::StringLiterals;

/// The one local file that is dragged; empty for anything else.
QString fileOf(const QMimeData &data)
{
    const QList<QUrl> urls = data.urls();
    return urls.size() == 1 && urls.front().isLocalFile() ? urls.front().toLocalFile() : QString();
}

} // namespace

PathField::PathField(Kind kind, QWidget *parent)
    : QWidget(parent),
      m_kind(kind),
      m_line(new LineEdit(this)),
      m_choose(new Button(Button::Kind::Secondary, tr("Choose…"), this))
{
    m_line->setAcceptDrops(false); // a file is dropped on the whole of it
    setAcceptDrops(true);
    m_choose->setObjectName(u"chooseFile"_s);
    auto *row = new QHBoxLayout(this);
    row->setContentsMargins({});
    row->setSpacing(8);
    row->addWidget(m_line, 1);
    row->addWidget(m_choose);
    setFocusProxy(m_line);
    connect(m_choose, &QAbstractButton::clicked, this, &PathField::openDialog);
    connect(m_line, &QLineEdit::textChanged, this, [this](const QString &text) {
        m_line->setToolTip(text.toHtmlEscaped()); // else Qt would read markup into it
        Q_EMIT edited();
    });
}

void PathField::setPath(const QString &path)
{
    m_line->setText(QDir::toNativeSeparators(path));
}

QString PathField::path() const
{
    const QString text = m_line->text().trimmed();
    const bool home = text == "~"_L1 || text.startsWith("~/"_L1);
    return QDir::fromNativeSeparators(home ? QDir::homePath() + text.mid(1) : text);
}

void PathField::openDialog()
{
    auto *dialog = new QFileDialog(window());
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setNameFilter(m_filter);
    dialog->setAcceptMode(m_kind == Kind::Save ? QFileDialog::AcceptSave : QFileDialog::AcceptOpen);
    dialog->setFileMode(m_kind == Kind::Save ? QFileDialog::AnyFile : QFileDialog::ExistingFile);
    if (!path().isEmpty())
        dialog->selectFile(path());
    connect(dialog, &QFileDialog::fileSelected, this, &PathField::setPath);
    dialog->open();
}

void PathField::dragEnterEvent(QDragEnterEvent *event)
{
    if (!fileOf(*event->mimeData()).isEmpty())
        event->acceptProposedAction();
}

void PathField::dropEvent(QDropEvent *event)
{
    if (const QString file = fileOf(*event->mimeData()); !file.isEmpty()) {
        setPath(file);
        event->acceptProposedAction();
    }
}

QString downloadPath(const QString &name)
{
    const QString folder = QStandardPaths::writableLocation(QStandardPaths::DownloadLocation);
    return QDir(folder.isEmpty() ? QDir::homePath() : folder).filePath(name);
}

} // namespace ui
