#pragma once

#include <cstdint>

#include <QWidget>

class QFileDialog;

namespace ui {

class Button;
class LineEdit;

/// Where a file is, or is to be: typed, chosen in the system's dialog, or dropped.
/// Thread: main.
class PathField final : public QWidget {
    Q_OBJECT
public:
    enum class Kind : std::uint8_t { Open, Save };
    explicit PathField(Kind kind, QWidget *parent = nullptr);

    /// What the dialog offers: `CSV (*.csv)`.
    void setFilter(const QString &filter) { m_filter = filter; }
    void setPath(const QString &path);
    QString path() const;
    LineEdit *line() const { return m_line; }

Q_SIGNALS:
    void edited();

protected:
    void dragEnterEvent(QDragEnterEvent *event) override;
    void dropEvent(QDropEvent *event) override;

private:
    void openDialog();
    Kind m_kind;
    QString m_filter{};
    LineEdit *m_line;
    Button *m_choose;
};

/// The folder that downloads go to, with `name` in it.
QString downloadPath(const QString &name);

} // namespace ui
